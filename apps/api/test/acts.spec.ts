import { type Conversation, type Message, clientEvents, limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { Person, type PersonSocket, history } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const edit = (socket: PersonSocket, messageId: string, text: string) =>
  socket.ask(clientEvents.messageEdit, { messageId, text });
const remove = (socket: PersonSocket, messageId: string, whose: 'everyone' | 'me') =>
  socket.ask(clientEvents.messageDelete, { messageId, for: whose });
const react = (socket: PersonSocket, messageId: string, emoji: string, on = true) =>
  socket.ask(clientEvents.messageReact, { messageId, emoji, on });
const one = (person: Person, id: string) => person.get<Conversation>(`/api/chat/${id}`);

async function pairOfSockets() {
  const pair = await crowd.pair();
  const [mouth, ear] = await Promise.all([pair.mira.connect(), pair.noor.connect()]);
  return { ...pair, mouth, ear };
}

async function groupOf(...others: Person[]) {
  const owner = await crowd.join();
  const body = { kind: 'group', name: 'Fleet', memberIds: others.map(({ id }) => id) };
  const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
  return { owner, id };
}

/** What a device that was away is told, which has to be what one that was there heard. */
const fresh = async (person: Person, id: string, seq: number) =>
  (await history(person, id)).items.find((message) => message.seq === seq);

describe('editing', () => {
  it('takes one rev, is one event to everybody else, and is what everybody reads', async () => {
    const { mira, noor, id, mouth, ear } = await pairOfSockets();
    const phone = await mira.connect();
    const sent = await mouth.send(id, 'see you at four');
    const edited = await edit(mouth, sent.id, 'see you at five');
    expect(edited).toEqual({
      ...sent,
      rev: sent.rev + 1,
      text: 'see you at five',
      textLength: 15,
      editedAt: expect.any(String),
    });
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(edited);
    expect(await phone.hears(serverEvents.messageUpdated)).toEqual(edited);
    expect(mouth.heard(serverEvents.messageUpdated)).toEqual([]);
    expect(await fresh(noor, id, 1)).toEqual(edited);
    expect(await ear.ask(clientEvents.syncChanges, { conversationId: id, after: sent.rev })).toMatchObject({
      messages: [edited],
      rev: edited.rev,
    });
    expect((await one(noor, id)).lastMessage).toEqual(edited);
  });

  it('to the same text changes nothing and takes no rev', async () => {
    const { id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'same');
    expect(await edit(mouth, sent.id, 'same')).toEqual(sent);
    expect((await mouth.send(id, 'next')).rev).toBe(sent.rev + 1);
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageUpdated)).toEqual([]);
  });

  it('over HTTP means the same', async () => {
    const { mira, id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'by mouth');
    const answer = await mira.ask('PATCH', `/api/chat/${id}/messages/${sent.id}`, { text: 'by post' });
    expect(answer.status).toBe(200);
    expect(await ear.hears(serverEvents.messageUpdated)).toEqual(answer.body);
    expect(await mouth.hears(serverEvents.messageUpdated)).toEqual(answer.body);
  });

  it('keeps what it said before, page by page, until it is deleted', async () => {
    const { noor, id, mouth } = await pairOfSockets();
    const sent = await mouth.send(id, 'one');
    for (const text of ['two', 'three', 'four']) await edit(mouth, sent.id, text);
    const path = `/api/chat/${id}/messages/${sent.id}/edits`;
    const first = await noor.get<{ items: Message[]; nextCursor: string }>(`${path}?limit=2`);
    const second = await noor.get<{ items: Message[]; nextCursor: null }>(`${path}?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ text, rev }) => [text, rev])).toEqual([
      ['three', sent.rev + 3],
      ['two', sent.rev + 2],
      ['one', sent.rev + 1],
    ]);
    expect(second.nextCursor).toBeNull();
    await remove(mouth, sent.id, 'everyone');
    expect(await noor.get(path)).toEqual({ items: [], nextCursor: null });
  });

  it('is over when its time is over', async () => {
    const strict = await startServer({ EDIT_WINDOW: '0s' });
    const guests = new Crowd(() => strict.url);
    try {
      const { mira, id } = await guests.pair();
      const mouth = await mira.connect();
      const sent = await mouth.send(id, 'carved in stone');
      await expect(edit(mouth, sent.id, 'sand')).rejects.toMatchObject({ code: 'message.too_late' });
      expect(await remove(mouth, sent.id, 'everyone')).toMatchObject({ text: '' });
    } finally {
      guests.leave();
      await strict.close();
    }
  });
});

describe('deleting for everyone', () => {
  it('leaves a tombstone with its seq and nothing that was said of it', async () => {
    const { noor, id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'a secret');
    await edit(mouth, sent.id, 'another secret');
    await react(ear, sent.id, '👀');
    const gone = await remove(mouth, sent.id, 'everyone');
    expect(gone).toEqual({
      ...sent,
      rev: sent.rev + 3,
      text: '',
      textLength: 0,
      editedAt: expect.any(String),
      deletedAt: expect.any(String),
    });
    expect(await ear.hears(serverEvents.messageUpdated, 2)).toEqual(gone);
    expect(await fresh(noor, id, 1)).toEqual(gone);
    const { pool } = server.app.get(Database);
    const left = await pool.query(
      `SELECT 1 FROM reactions WHERE message_id = $1 UNION ALL SELECT 1 FROM earlier_texts WHERE message_id = $1`,
      [sent.id],
    );
    expect(left.rows).toEqual([]);
  });

  it('twice is once', async () => {
    const { mira, id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'once');
    const gone = await remove(mouth, sent.id, 'everyone');
    expect((await mira.ask('DELETE', `/api/chat/${id}/messages/${sent.id}?for=everyone`)).body).toEqual(gone);
    await mouth.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageUpdated)).toHaveLength(1);
  });

  it('is for authors, and where there are owners and admins, for them', async () => {
    const [ada, bea] = await Promise.all([crowd.join(), crowd.join()]);
    const { owner, id } = await groupOf(ada, bea);
    const [boss, a, b] = await Promise.all([owner.connect(), ada.connect(), bea.connect()]);
    const sent = await a.send(id, 'off topic');
    await expect(remove(b, sent.id, 'everyone')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await remove(boss, sent.id, 'everyone')).toMatchObject({ senderId: ada.id, text: '' });
    const { id: direct, ear, mouth } = await pairOfSockets();
    const private_ = await mouth.send(direct, 'between us');
    await expect(remove(ear, private_.id, 'everyone')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends all other acts on it', async () => {
    const { id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'going');
    await remove(mouth, sent.id, 'everyone');
    await expect(edit(mouth, sent.id, 'back')).rejects.toMatchObject({ code: 'message.deleted' });
    await expect(react(ear, sent.id, '👍')).rejects.toMatchObject({ code: 'message.deleted' });
  });
});

describe('deleting for me', () => {
  it('hides it on all my devices, in history, catch-up, the list and what is unread, and from nobody else', async () => {
    const { mira, noor, id, mouth, ear } = await pairOfSockets();
    const phone = await noor.connect();
    const first = await mouth.send(id, 'keep');
    const second = await mouth.send(id, 'hide');
    expect((await one(noor, id)).unread).toBe(2);
    expect(await remove(ear, second.id, 'me')).toEqual(second);
    const hidden = { type: 'hidden', data: { conversationId: id, messageId: second.id, seq: 2 } };
    expect(await phone.hears(serverEvents.selfUpdated)).toMatchObject(hidden);
    expect((await history(noor, id)).items).toEqual([first]);
    expect(await one(noor, id)).toMatchObject({ unread: 1, seq: 2, lastMessage: first });
    expect(await ear.ask(clientEvents.syncChanges, { conversationId: id, after: 0 })).toMatchObject({
      messages: [first],
      rev: second.rev,
    });
    expect((await ear.ask(clientEvents.syncSelf, {})).changes).toContainEqual(expect.objectContaining(hidden));
    expect((await noor.ask('GET', `/api/chat/${id}/messages/${second.id}`)).status).toBe(404);
    await expect(react(ear, second.id, '👍')).rejects.toMatchObject({ code: 'not_found' });
    expect((await history(mira, id)).items).toEqual([second, first]);
    expect(mouth.heard(serverEvents.messageUpdated)).toEqual([]);
    expect((await mouth.send(id, 'next')).rev).toBe(second.rev + 1);
  });

  it('twice is once, and moves the heads of that person alone', async () => {
    const { mira, noor, id, mouth, ear } = await pairOfSockets();
    const sent = await mouth.send(id, 'hide');
    const [mine, theirs] = await Promise.all([
      ear.ask(clientEvents.syncHeads, {}),
      mouth.ask(clientEvents.syncHeads, {}),
    ]);
    await remove(ear, sent.id, 'me');
    expect((await noor.ask('DELETE', `/api/chat/${id}/messages/${sent.id}?for=me`)).status).toBe(200);
    await ear.hears(serverEvents.selfUpdated);
    expect(ear.heard(serverEvents.selfUpdated)).toHaveLength(1);
    expect((await ear.ask(clientEvents.syncHeads, { after: mine.cursor })).items).toMatchObject([{ unread: 0 }]);
    expect((await mouth.ask(clientEvents.syncHeads, { after: theirs.cursor })).items).toEqual([]);
    expect(mira.id).not.toBe(noor.id);
  });
});

describe('reacting', () => {
  it('counts every person once a kind, in the order they came, and back', async () => {
    const { mira, noor, id, mouth, ear } = await pairOfSockets();
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
    expect(await fresh(noor, id, 1)).toEqual(back);
  });

  it('that changes nothing takes no rev, whichever way it comes', async () => {
    const { mira, id, mouth, ear } = await pairOfSockets();
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
    const { owner, id } = await groupOf(...people);
    const sent = await (await owner.connect()).send(id, 'who is in?');
    for (const person of people) await react(await person.connect(), sent.id, '✋');
    const [reaction] = (await fresh(owner, id, 1))?.reactions ?? [];
    expect(reaction).toEqual({
      emoji: '✋',
      count: 22,
      userIds: people.slice(0, limits.reactionUsers).map((person) => person.id),
    });
  });

  it('takes fifty kinds and no more', async () => {
    const { id, mouth, ear } = await pairOfSockets();
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
    const { owner, id } = await groupOf(...people);
    const mouth = await owner.connect();
    const sockets = await Promise.all(people.map((person) => person.connect()));
    const sent = await mouth.send(id, 'go');
    const all = await Promise.all(
      sockets.flatMap((socket) => [react(socket, sent.id, '🎉'), react(socket, sent.id, '🚀')]),
    );
    expect(all.map(({ rev }) => rev).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => sent.rev + 1 + n),
    );
    expect((await fresh(owner, id, 1))?.reactions.map(({ count }) => count)).toEqual([10, 10]);
    await mouth.hears(serverEvents.messageUpdated, 20);
  });

  it('a deletion wins over edits and reactions, in whichever order they arrive', async () => {
    const { mira, noor, id, mouth, ear } = await pairOfSockets();
    for (let round = 0; round < 10; round += 1) {
      const sent = await mouth.send(id, `round ${round}`);
      await Promise.allSettled([
        edit(mouth, sent.id, 'edited'),
        remove(await mira.connect(), sent.id, 'everyone'),
        react(ear, sent.id, '👍'),
      ]);
      const left = await fresh(noor, id, sent.seq);
      expect(left).toMatchObject({ text: '', reactions: [], deletedAt: expect.any(String) });
    }
  });

  it('costs the same statements whatever the size of the group', async () => {
    const { id, mouth } = await pairOfSockets();
    const others = await Promise.all(Array.from({ length: 30 }, () => crowd.join()));
    const { owner, id: large } = await groupOf(...others);
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
  return statements.filter((statement) => !statement.includes('FROM sessions')).length;
}
