import { limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { edit, gather, messageAt, react, remove, talk } from './acting';
import { Crowd } from './crowd';
import { type PersonSocket } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

describe('reacting', () => {
  it('counts every person once a kind, in the order they came, and back', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'lunch?');
    await react(ear, sent.id, '👍');
    await react(mouth, sent.id, '👍');
    const both = await react(mouth, sent.id, '🍜');
    expect(both.reactions).toEqual([
      { emoji: '👍', count: 2, userIds: [noor.id, mira.id] },
      { emoji: '🍜', count: 1, userIds: [mira.id] },
    ]);
    expect(await ear.hears(serverEvents.messageUpdated, 2)).toEqual(both);
    const back = await react(ear, sent.id, '👍', false);
    expect(back.reactions).toEqual([
      { emoji: '👍', count: 1, userIds: [mira.id] },
      { emoji: '🍜', count: 1, userIds: [mira.id] },
    ]);
    expect([back.rev, back.editedAt]).toEqual([sent.rev + 4, null]);
    expect(await messageAt(noor, id, 1)).toEqual(back);
  });

  it('that changes nothing takes no rev, whichever way it comes', async () => {
    const { mira, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'hm');
    const path = `/api/chat/${id}/messages/${sent.id}/reactions/${encodeURIComponent('❤️')}`;
    const on = await mira.ask('PUT', path);
    expect(on.body).toMatchObject({ rev: sent.rev + 1, reactions: [{ emoji: '❤️', count: 1, userIds: [mira.id] }] });
    expect(await react(mouth, sent.id, '❤')).toEqual(on.body);
    expect(await react(mouth, sent.id, '🙈', false)).toEqual(on.body);
    expect((await mira.ask('DELETE', path)).body).toMatchObject({ rev: sent.rev + 2, reactions: [] });
    expect((await mira.ask('DELETE', path)).body).toMatchObject({ rev: sent.rev + 2 });
    await ear.hears(serverEvents.messageUpdated, 2);
    expect(ear.heard(serverEvents.messageUpdated).map(({ rev }) => rev)).toEqual([sent.rev + 1, sent.rev + 2]);
  });

  it('names twenty people, and counts all', async () => {
    const people = await Promise.all(Array.from({ length: 22 }, () => crowd.join()));
    const { owner, id } = await gather(crowd, ...people);
    const sent = await (await owner.connect()).send(id, 'who is in?');
    for (const person of people) await react(await person.connect(), sent.id, '✋');
    const [reaction] = (await messageAt(owner, id, 1))?.reactions ?? [];
    expect(reaction).toEqual({
      emoji: '✋',
      count: 22,
      userIds: people.slice(0, limits.reactionUsers).map((person) => person.id),
    });
  });

  it('takes fifty kinds and no more', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, 'everything');
    const kinds = Array.from({ length: 51 }, (_, n) => String.fromCodePoint(0x1f600 + n));
    for (const emoji of kinds.slice(0, 50)) await react(mouth, sent.id, emoji);
    await expect(react(mouth, sent.id, kinds[50] ?? '')).rejects.toMatchObject({ code: 'reactions.too_many' });
    expect((await react(ear, sent.id, kinds[0] ?? '')).reactions[0]).toMatchObject({ count: 2 });
    await react(mouth, sent.id, kinds[1] ?? '', false);
    expect((await react(mouth, sent.id, kinds[50] ?? '')).reactions).toHaveLength(50);
  });
});

describe('acts that meet', () => {
  it('all count: twenty people react at once, each change a rev of its own', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => crowd.join()));
    const { owner, id } = await gather(crowd, ...people);
    const mouth = await owner.connect();
    const sockets = await Promise.all(people.map((person) => person.connect()));
    const sent = await mouth.send(id, 'go');
    const all = await Promise.all(
      sockets.flatMap((socket) => [react(socket, sent.id, '🎉'), react(socket, sent.id, '🚀')]),
    );
    expect(all.map(({ rev }) => rev).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => sent.rev + 1 + n),
    );
    expect((await messageAt(owner, id, 1))?.reactions.map(({ count }) => count)).toEqual([10, 10]);
    await mouth.hears(serverEvents.messageUpdated, 20);
  });

  it('a deletion wins over edits and reactions, in whichever order they arrive', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    for (let round = 0; round < 10; round += 1) {
      const sent = await mouth.send(id, `round ${round}`);
      await Promise.allSettled([
        edit(mouth, sent.id, 'edited'),
        remove(await mira.connect(), sent.id, 'everyone'),
        react(ear, sent.id, '👍'),
      ]);
      const left = await messageAt(noor, id, sent.seq);
      expect(left).toMatchObject({ text: '', reactions: [], deletedAt: expect.any(String) });
    }
  });

  it('costs the same statements whatever the size of the group', async () => {
    const { id, mouth } = await talk(crowd);
    const others = await Promise.all(Array.from({ length: 30 }, () => crowd.join()));
    const { owner, id: large } = await gather(crowd, ...others);
    const boss = await owner.connect();
    const [few, many] = [await mouth.send(id, 'few'), await boss.send(large, 'many')];
    const acts = (socket: PersonSocket, messageId: string) => [
      () => edit(socket, messageId, `edited ${randomUUID()}`),
      () => react(socket, messageId, '👍'),
      () => remove(socket, messageId, 'me'),
    ];
    const counts = async (socket: PersonSocket, messageId: string) => {
      const found: number[] = [];
      for (const act of acts(socket, messageId)) found.push(await statementsOf(act));
      return found;
    };
    // BEGIN, its isolation level and COMMIT included.
    expect(await counts(mouth, few.id)).toEqual([7, 8, 6]);
    expect(await counts(boss, many.id)).toEqual([7, 8, 6]);
  });
});

async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const { Client } = await import('pg');
  const query = jest.spyOn(Client.prototype, 'query');
  await act();
  const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
  query.mockRestore();
  // Acts go through Prisma; of what goes on meanwhile, mails and sessions do too.
  const theirs = statements.filter(
    (one) => one.includes('"rowMode"') && !/sessions|"mails/.test(one.replaceAll('\\', '')),
  );
  return theirs.length;
}
