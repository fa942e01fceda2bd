import {
  type Conversation,
  type Message,
  clientEvents,
  limits,
  mayAddressEveryone,
  roles,
  serverEvents,
} from '@parley/contracts';
import * as fc from 'fast-check';
import { Crowd } from './crowd';
import { type Person, type PersonSocket, history } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const one = (person: Person, id: string) => person.get<Conversation>(`/api/chat/${id}`);
const sql = sqlOn(() => server);

async function group(kind: 'group' | 'room' = 'group') {
  const [mira, noor, theo] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
  const body = { kind, name: 'Fleet', memberIds: [noor.id, theo.id] };
  const { id } = (await mira.ask('POST', '/api/chat', body)).body as Conversation;
  return { mira, noor, theo, id, mouth: await mira.connect(), ear: await noor.connect() };
}

describe('mentions', () => {
  it('name members, count until they are read, and are told with the message', async () => {
    const { mira, noor, theo, id, mouth, ear } = await group();
    const stranger = await crowd.join();
    const text = `@${noor.user.username} and @${stranger.user.username} and @${mira.user.username}, not \`@${theo.user.username}\``;
    const sent = await mouth.send(id, text);
    expect(sent).toMatchObject({ mentions: [noor.id], everyone: null });
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(sent);
    await mouth.send(id, 'no names');
    expect(await one(noor, id)).toMatchObject({ unread: 2, mentions: 1 });
    expect(await one(theo, id)).toMatchObject({ unread: 2, mentions: 0 });
    expect((await ear.ask(clientEvents.syncHeads, {})).items).toMatchObject([{ unread: 2, mentions: 1 }]);
    await ear.ask(clientEvents.messageRead, { conversationId: id, seq: 1 });
    expect(await one(noor, id)).toMatchObject({ unread: 1, mentions: 0 });
  });

  it('follow edits, and end with a deletion', async () => {
    const { noor, theo, id, mouth } = await group();
    const sent = await mouth.send(id, `ask @${noor.user.username}`);
    const edit = (text: string) => mouth.ask(clientEvents.messageEdit, { messageId: sent.id, text });
    expect(await edit(`ask @${theo.user.username}, or @${noor.user.username}`)).toMatchObject({
      mentions: [theo.id, noor.id],
    });
    expect(await edit(`ask @${theo.user.username}`)).toMatchObject({ mentions: [theo.id] });
    expect([(await one(noor, id)).mentions, (await one(theo, id)).mentions]).toEqual([0, 1]);
    expect(await edit('@all ask')).toMatchObject({ mentions: [], everyone: 'all' });
    expect([(await one(noor, id)).mentions, (await one(theo, id)).mentions]).toEqual([1, 1]);
    await mouth.ask(clientEvents.messageDelete, { messageId: sent.id, for: 'everyone' });
    expect([(await one(noor, id)).mentions, (await one(theo, id)).mentions]).toEqual([0, 0]);
    expect(await sql('SELECT 1 FROM mentions WHERE conversation_id = $1', [id])).toEqual([]);
  });

  it('of everybody count once, and not for the one who speaks', async () => {
    const { mira, noor, id, mouth } = await group();
    const sent = await mouth.send(id, `@here @${noor.user.username}`);
    expect(sent).toMatchObject({ everyone: 'here', mentions: [noor.id] });
    expect([(await one(mira, id)).mentions, (await one(noor, id)).mentions]).toEqual([0, 1]);
  });

  const cells = (['group', 'room'] as const).flatMap((kind) =>
    roles.flatMap((role) => [3, limits.everyoneMembers + 1].map((memberCount) => ({ kind, role, memberCount }))),
  );

  it('of everybody are words where the table says so, when sent and when edited', async () => {
    for (const kind of ['group', 'room'] as const) {
      const { noor, id, ear } = await group(kind);
      for (const { role, memberCount } of cells.filter((cell) => cell.kind === kind && cell.role !== 'read_only')) {
        await sql('UPDATE memberships SET role = $3 WHERE conversation_id = $1 AND user_id = $2', [id, noor.id, role]);
        await sql('UPDATE conversations SET member_count = $2 WHERE id = $1', [id, memberCount]);
        const everyone = mayAddressEveryone(role, { kind, memberCount }) ? 'all' : null;
        const sent = await ear.send(id, '@all aboard');
        expect([kind, role, memberCount, sent.everyone]).toEqual([kind, role, memberCount, everyone]);
        const edited = await ear.ask(clientEvents.messageEdit, { messageId: sent.id, text: '@all off' });
        expect(edited.everyone).toBe(everyone);
      }
    }
  });

  it('are fifty a message, whatever ten thousand names it holds', async () => {
    const { noor, id, mouth } = await group();
    const many = Array.from({ length: 10_000 }, (_, n) => `@nobody${n}`).join(' ');
    expect(await mouth.send(id, `${many} @${noor.user.username}`)).toMatchObject({ mentions: [] });
    expect(await mouth.send(id, `@${noor.user.username} ${many}`)).toMatchObject({ mentions: [noor.id] });
    const again = `@${noor.user.username} `.repeat(10_000);
    expect(await mouth.send(id, again)).toMatchObject({ mentions: [noor.id] });
    expect(await one(noor, id)).toMatchObject({ unread: 3, mentions: 2 });
  });
});

/** From scratch, by the definition, from what this person reads. */
async function recount(person: Person, id: string) {
  const { readSeq } = await one(person, id);
  const { items } = await history(person, id, '?limit=200');
  const unread = items.filter((row) => row.seq > readSeq && row.senderId !== person.id && row.deletedAt === null);
  const mentions = unread.filter((row) => row.everyone !== null || row.mentions.includes(person.id));
  return { unread: unread.length, mentions: mentions.length };
}

describe('what is unread', () => {
  const kinds = ['send', 'send', 'send', 'edit', 'delete', 'hide', 'react', 'read'] as const;
  const happening = fc.record({ what: fc.constantFrom(...kinds), who: fc.nat(2), pick: fc.nat(1_000) });

  it('is what the definition says after any history', async () => {
    const history_ = fc.array(happening, { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(history_, async (happenings) => {
        const { mira, noor, theo, id, mouth, ear } = await group();
        const people = [mira, noor, theo];
        const sockets = [mouth, ear, await theo.connect()];
        const sent: Message[] = [];
        for (const { what, who, pick } of happenings) {
          const socket = sockets[who];
          if (socket) await happen(socket, { what, id, pick, sent, people }).catch(() => undefined);
        }
        for (const person of people) {
          const { unread, mentions } = await one(person, id);
          expect({ unread, mentions }).toEqual(await recount(person, id));
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  async function happen(
    socket: PersonSocket,
    { what, id, pick, sent, people }: { what: string; id: string; pick: number; sent: Message[]; people: Person[] },
  ): Promise<void> {
    const named = ['@all', `@${people[pick % 3]?.user.username}`, ''][pick % 3];
    const text = `${named} ${pick}`;
    if (what === 'send') return void sent.push(await socket.send(id, text));
    const messageId = sent[pick % sent.length]?.id ?? id;
    if (what === 'edit') await socket.ask(clientEvents.messageEdit, { messageId, text });
    if (what === 'delete') await socket.ask(clientEvents.messageDelete, { messageId, for: 'everyone' });
    if (what === 'hide') await socket.ask(clientEvents.messageDelete, { messageId, for: 'me' });
    if (what === 'react') await socket.ask(clientEvents.messageReact, { messageId, emoji: '👍', on: pick % 2 === 0 });
    if (what === 'read')
      await socket.ask(clientEvents.messageRead, { conversationId: id, seq: pick % (sent.length + 1) });
  }
});
