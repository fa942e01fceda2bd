import { type Changes, type Conversation, type Message, clientEvents, serverEvents } from '@parley/contracts';
import type { Person, PersonSocket } from './person';
import { Crowd } from './crowd';
import { headsUpToNow } from './heads';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

describe('catching up', () => {
  const changes = (socket: PersonSocket, conversationId: string, after: number, limit?: number) =>
    socket.ask(clientEvents.syncChanges, { conversationId, after, limit }) as Promise<Changes>;

  it('pages through everything after a rev, over the socket and over HTTP alike', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    await Promise.all(Array.from({ length: 30 }, (_, n) => mouth.send(id, `line ${n}`)));
    let [rev, more] = [0, true];
    const caught: Message[] = [];
    while (more) {
      const page = await changes(ear, id, rev, 7);
      expect(page).toEqual(await noor.get(`/api/sync/changes?conversationId=${id}&after=${rev}&limit=7`));
      caught.push(...page.messages);
      ({ rev, more } = page);
    }
    expect(caught.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(rev).toBe(31);
    expect(await changes(ear, id, 31)).toMatchObject({ messages: [], members: [], rev: 31, more: false });
  });

  it('tells the conversation and its members from the beginning, and only what changed later', async () => {
    const { mira, noor, id } = await crowd.pair();
    const ear = await noor.connect();
    const all = await changes(ear, id, 0);
    expect(all.conversation).toMatchObject({ id, name: mira.user.name });
    expect(new Map(all.members.map(({ userId, left }) => [userId, left]))).toEqual(
      new Map([
        [mira.id, false],
        [noor.id, false],
      ]),
    );
    expect(await changes(ear, id, 1)).not.toHaveProperty('conversation');
  });

  it('asks about many conversations at once, each from its own place', async () => {
    const mira = await crowd.join();
    const mouth = await mira.connect();
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await mira.openDirect(await crowd.join())).id),
    );
    for (const id of ids) await Promise.all([1, 2, 3].map((n) => mouth.send(id, `line ${n}`)));
    const since = ids.map((conversationId, n) => ({ conversationId, after: n }));
    const answer = await mouth.ask(clientEvents.syncChanges, { since });
    if (!('items' in answer)) throw new Error('expected the form for many');
    const byId = new Map(answer.items.map((item) => [item.conversationId, item]));
    expect(ids.map((id) => byId.get(id)?.messages.map(({ rev }) => rev))).toEqual([
      [2, 3, 4],
      [2, 3, 4],
      [3, 4],
      [4],
      [],
    ]);
  });

  it('heads: all at first, later only what moved, whatever the page size', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    for (let n = 0; n < 4; n += 1) await noor.openDirect(await crowd.join());
    let answer = await ear.ask(clientEvents.syncHeads, { limit: 2 });
    const items = [...answer.items];
    while (answer.more) {
      answer = await ear.ask(clientEvents.syncHeads, { after: answer.cursor, limit: 2 });
      items.push(...answer.items);
    }
    expect(new Set(items.map(({ conversationId }) => conversationId)).size).toBe(5);
    const before = await headsUpToNow(ear, 2);
    await mouth.send(id, 'moved');
    const moved = await ear.ask(clientEvents.syncHeads, { after: before });
    expect(moved.items).toEqual([
      {
        ...{ conversationId: id, seq: 1, rev: 2, readSeq: 0, unread: 1, mentions: 0 },
        activity: expect.any(Number) as number,
      },
    ]);
    expect(moved.epoch).toBe(answer.epoch);
  });

  it('self: what a device missed of its person’s own', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    await mouth.send(id, 'read me');
    await ear.ask(clientEvents.messageRead, { conversationId: id, seq: 1 });
    expect(await ear.ask(clientEvents.syncSelf, {})).toMatchObject({
      changes: [
        { selfRev: 1, type: 'membership', data: { conversationId: id, role: 'member' } },
        { selfRev: 2, type: 'read', data: { conversationId: id, readSeq: 1 } },
      ],
      selfRev: 2,
      more: false,
    });
    expect(await ear.ask(clientEvents.syncSelf, { after: 1 })).toMatchObject({ changes: [{ selfRev: 2 }] });
  });
});

describe('receipts and unread', () => {
  it('pointers only grow, stop at what exists, and are told to both', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [mouth, ear, phone] = await Promise.all([mira.connect(), noor.connect(), noor.connect()]);
    for (const text of ['one', 'two', 'three']) await mouth.send(id, text);
    const read = (seq: number) => ear.ask(clientEvents.messageRead, { conversationId: id, seq });
    expect(await ear.ask(clientEvents.messageDelivered, { conversationId: id, seq: 3 })).toEqual({
      conversationId: id,
      deliveredSeq: 3,
      readSeq: 0,
    });
    expect(await read(2)).toEqual({ conversationId: id, deliveredSeq: 3, readSeq: 2 });
    expect(await read(1)).toEqual({ conversationId: id, deliveredSeq: 3, readSeq: 2 });
    expect(await read(900)).toEqual({ conversationId: id, deliveredSeq: 3, readSeq: 3 });
    expect(await mouth.hears(serverEvents.receiptUpdated, 3)).toEqual({
      conversationId: id,
      userId: noor.id,
      deliveredSeq: 3,
      readSeq: 3,
    });
    expect(await phone.hears(serverEvents.selfUpdated, 2)).toMatchObject({
      type: 'read',
      data: { conversationId: id, readSeq: 3 },
    });
    expect((await mira.get<{ items: unknown[] }>(`/api/chat/${id}/receipts`)).items).toContainEqual({
      userId: noor.id,
      conversationId: id,
      deliveredSeq: 3,
      readSeq: 3,
    });
  });

  it('unread counts the others’ messages after my pointer, and sending does not move it', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [one, two] = await Promise.all([mira.connect(), noor.connect()]);
    await one.send(id, 'a');
    await two.send(id, 'b');
    await one.send(id, 'c');
    const conversation = (person: Person) => person.get<Conversation>(`/api/chat/${id}`);
    expect(await conversation(noor)).toMatchObject({ unread: 2, readSeq: 0, lastMessage: { text: 'c' } });
    expect(await conversation(mira)).toMatchObject({ unread: 1, readSeq: 0 });
    await two.ask(clientEvents.messageRead, { conversationId: id, seq: 3 });
    expect(await conversation(noor)).toMatchObject({ unread: 0, readSeq: 3 });
  });
});
