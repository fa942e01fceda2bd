import {
  type Changes,
  type Conversation,
  type HistoryPage,
  type Message,
  clientEvents,
  serverEvents,
} from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Person, type PersonSocket } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

interface Pair {
  mira: Person;
  noor: Person;
  id: string;
}

const people: Person[] = [];
afterEach(() => people.splice(0).forEach((person) => person.leave()));

async function pair(): Promise<Pair> {
  const [mira, noor] = await Promise.all([Person.join(server.url), Person.join(server.url)]);
  people.push(mira, noor);
  return { mira, noor, id: (await mira.openDirect(noor)).id };
}

const history = (person: Person, id: string, query = '') => person.get<HistoryPage>(`/api/chat/${id}/messages${query}`);
const seqs = ({ items }: { items: Message[] }) => items.map(({ seq }) => seq);

describe('opening a direct conversation', () => {
  it('gives one, however many open it at once from both sides', async () => {
    const [mira, noor] = await Promise.all([Person.join(server.url), Person.join(server.url)]);
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? mira.openDirect(noor) : noor.openDirect(mira))),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  it('is 201 the first time and 200 after, with the other person’s name for each', async () => {
    const [mira, noor] = await Promise.all([Person.join(server.url), Person.join(server.url)]);
    const first = await mira.ask('POST', '/api/chat', { kind: 'direct', userId: noor.id });
    const again = await noor.ask('POST', '/api/chat', { kind: 'direct', userId: mira.id });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.body).toMatchObject({
      kind: 'direct',
      visibility: 'private',
      name: noor.user.name,
      peerId: noor.id,
      seq: 0,
      rev: 1,
      readSeq: 0,
      unread: 0,
      mentions: 0,
      lastMessage: null,
    });
    expect(again.body).toMatchObject({ name: mira.user.name, peerId: mira.id });
  });

  it('with oneself is notes to self', async () => {
    const mira = await Person.join(server.url);
    people.push(mira);
    const notes = await mira.openDirect(mira);
    expect(notes).toMatchObject({ peerId: mira.id, name: mira.user.name });
    const socket = await mira.connect();
    await socket.send(notes.id, 'buy rope');
    expect(await mira.get<Conversation>(`/api/chat/${notes.id}`)).toMatchObject({ seq: 1, unread: 0 });
  });

  it('with nobody is not found', async () => {
    const mira = await Person.join(server.url);
    expect((await mira.ask('POST', '/api/chat', { kind: 'direct', userId: randomUUID() })).status).toBe(404);
  });

  it('is told to the other person’s open page, which then hears the conversation', async () => {
    const [mira, noor] = await Promise.all([Person.join(server.url), Person.join(server.url)]);
    people.push(mira, noor);
    const ear = await noor.connect();
    const { id } = await mira.openDirect(noor);
    expect(await ear.hears(serverEvents.selfUpdated)).toEqual({
      selfRev: 1,
      type: 'membership',
      data: { conversationId: id, role: 'member' },
    });
    expect(await ear.hears(serverEvents.conversationUpdated)).toEqual({
      conversationId: id,
      rev: 1,
      atSeq: 0,
      change: { type: 'created' },
    });
    const mouth = await mira.connect();
    await mouth.send(id, 'ahoy');
    expect(await ear.hears(serverEvents.messageReceived)).toMatchObject({ conversationId: id, seq: 1, text: 'ahoy' });
  });
});

describe('sending', () => {
  it('answers the whole message; the others and my other devices hear the same, this socket does not', async () => {
    const { mira, noor, id } = await pair();
    const [mouth, phone, ear] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const message = await mouth.send(id, 'Cutting the branch at four', clientId);
    expect(message).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
      conversationId: id,
      seq: 1,
      rev: 2,
      clientId,
      senderId: mira.id,
      text: 'Cutting the branch at four',
      large: false,
      textLength: 26,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      editedAt: null,
      deletedAt: null,
      replyTo: null,
      reactions: [],
      mentions: [],
    });
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(message);
    expect(await phone.hears(serverEvents.messageReceived)).toEqual(message);
    expect((await history(noor, id)).items).toEqual([message]);
    expect(mouth.heard(serverEvents.messageReceived)).toEqual([]);
  });

  it('over HTTP means the same', async () => {
    const { mira, noor, id } = await pair();
    const ear = await noor.connect();
    const body = { clientId: randomUUID(), text: 'by post' };
    const first = await mira.ask('POST', `/api/chat/${id}/messages`, body);
    const again = await mira.ask('POST', `/api/chat/${id}/messages`, body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(first.body);
  });

  it('the same client id answers the first message for ever, whatever the text and the capitals', async () => {
    const { mira, noor, id } = await pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const first = await mouth.send(id, 'once', clientId);
    const retries = await Promise.all(
      Array.from({ length: 50 }, (_, n) => mouth.send(id, `again ${n}`, n % 2 ? clientId.toUpperCase() : clientId)),
    );
    expect(retries).toEqual(Array(50).fill(first));
    await mouth.send(id, 'next');
    await ear.hears(serverEvents.messageReceived, 2);
    expect(ear.heard(serverEvents.messageReceived).map(({ text }) => text)).toEqual(['once', 'next']);
  });

  it('a hundred at once with one client id make one row, though none was there before', async () => {
    const { mira, noor, id } = await pair();
    const [one, two, ear] = await Promise.all([mira.connect(), mira.connect(), noor.connect()]);
    const clientId = randomUUID();
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, n) => (n % 2 ? one : two).send(id, `try ${n}`, clientId)),
    );
    expect(new Set(all.map((message) => JSON.stringify(message))).size).toBe(1);
    expect(seqs(await history(mira, id))).toEqual([1]);
    expect(ear.heard(serverEvents.messageReceived)).toHaveLength(1);
  });

  it('refuses a client id that was used in another conversation, also when both come at once', async () => {
    const { mira, id } = await pair();
    const elsewhere = (await mira.openDirect(await Person.join(server.url))).id;
    const mouth = await mira.connect();
    const clientId = randomUUID();
    const raced = await Promise.allSettled([
      mouth.send(id, 'here', clientId),
      mouth.send(elsewhere, 'there', clientId),
    ]);
    expect(raced.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(raced.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'client_id.used' } });
    const [here, there] = await Promise.all([history(mira, id), history(mira, elsewhere)]);
    expect(here.items.length + there.items.length).toBe(1);
  });

  it('two people may use the same client id', async () => {
    const { mira, noor, id } = await pair();
    const clientId = randomUUID();
    const [one, two] = await Promise.all([mira.connect(), noor.connect()]);
    const sent = await Promise.all([one.send(id, 'mine', clientId), two.send(id, 'mine too', clientId)]);
    expect(sent.map(({ seq }) => seq).sort()).toEqual([1, 2]);
  });

  it('keeps each socket’s order and leaves no hole under a crowd of senders', async () => {
    const { mira, noor, id } = await pair();
    const sockets = await Promise.all([mira.connect(), mira.connect(), noor.connect(), noor.connect()]);
    const ear = await noor.connect();
    const sent = await Promise.all(
      sockets.map((socket, who) => Promise.all(Array.from({ length: 100 }, (_, n) => socket.send(id, `${who} ${n}`)))),
    );
    for (const own of sent)
      expect(own.map(({ seq }) => seq)).toEqual([...own.map(({ seq }) => seq)].sort((a, b) => a - b));
    expect(
      sent
        .flat()
        .map(({ seq }) => seq)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    await ear.hears(serverEvents.messageReceived, 400);
    expect(ear.heard(serverEvents.messageReceived).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 400 }, (_, n) => n + 1),
    );
    expect(ear.heard(serverEvents.messageReceived).map(({ rev }) => rev)).toEqual(
      Array.from({ length: 400 }, (_, n) => n + 2),
    );
  });

  it('writes its outbox entry in the same transaction, as a hint without a body', async () => {
    const { mira, id } = await pair();
    const mouth = await mira.connect();
    await mouth.send(id, 'secret words');
    const { Database } = await import('../src/platform/database');
    const entries = await server.app.get(Database).prisma.outboxEntry.findMany({
      where: { topic: 'message.sent', payload: { path: ['conversationId'], equals: id } },
    });
    expect(entries.map(({ payload }) => payload)).toEqual([{ conversationId: id, rev: 2, fromSeq: 1, toSeq: 1 }]);
  });

  it('a reply names a message of the same conversation', async () => {
    const { mira, id } = await pair();
    const mouth = await mira.connect();
    const first = await mouth.send(id, 'ready?');
    const reply = await mouth.ask(clientEvents.messageSend, {
      conversationId: id,
      clientId: randomUUID(),
      text: 'yes',
      replyTo: first.id,
    });
    expect(reply.replyTo).toBe(first.id);
  });
});

describe('history', () => {
  it('pages back, forward and around, dense and without overlap', async () => {
    const { mira, id } = await pair();
    const mouth = await mira.connect();
    for (let n = 1; n <= 25; n += 1) await mouth.send(id, `line ${n}`);
    const latest = await history(mira, id, '?limit=10');
    expect([seqs(latest), latest.hasBefore, latest.hasAfter]).toEqual([
      [25, 24, 23, 22, 21, 20, 19, 18, 17, 16],
      true,
      false,
    ]);
    const older = await history(mira, id, '?limit=10&before=16');
    expect([seqs(older), older.hasBefore, older.hasAfter]).toEqual([[15, 14, 13, 12, 11, 10, 9, 8, 7, 6], true, true]);
    const oldest = await history(mira, id, '?limit=10&before=6');
    expect([seqs(oldest), oldest.hasBefore, oldest.hasAfter]).toEqual([[5, 4, 3, 2, 1], false, true]);
    const forward = await history(mira, id, '?limit=3&after=22');
    expect([seqs(forward), forward.hasBefore, forward.hasAfter]).toEqual([[23, 24, 25], true, false]);
    const start = await history(mira, id, '?limit=2&after=0');
    expect([seqs(start), start.hasBefore, start.hasAfter]).toEqual([[1, 2], false, true]);
    const around = await history(mira, id, '?limit=5&around=10');
    expect([seqs(around), around.hasBefore, around.hasAfter]).toEqual([[12, 11, 10, 9, 8], true, true]);
    expect(seqs(await history(mira, id, '?limit=5&around=25'))).toEqual([25, 24, 23, 22, 21]);
    expect(seqs(await history(mira, id, '?limit=5&around=1'))).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('catching up', () => {
  const changes = (socket: PersonSocket, conversationId: string, after: number, limit?: number) =>
    socket.ask(clientEvents.syncChanges, { conversationId, after, limit }) as Promise<Changes>;

  it('pages through everything after a rev, over the socket and over HTTP alike', async () => {
    const { mira, noor, id } = await pair();
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
    const { mira, noor, id } = await pair();
    const ear = await noor.connect();
    const all = await changes(ear, id, 0);
    expect(all.conversation).toMatchObject({ id, name: mira.user.name });
    expect(all.members.map(({ userId, left }) => [userId, left]).sort()).toEqual(
      [
        [mira.id, false],
        [noor.id, false],
      ].sort(),
    );
    expect(await changes(ear, id, 1)).not.toHaveProperty('conversation');
  });

  it('asks about many conversations at once, each from its own place', async () => {
    const mira = await Person.join(server.url);
    people.push(mira);
    const mouth = await mira.connect();
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await mira.openDirect(await Person.join(server.url))).id),
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
    const { mira, noor, id } = await pair();
    const [mouth, ear] = await Promise.all([mira.connect(), noor.connect()]);
    for (let n = 0; n < 4; n += 1) await noor.openDirect(await Person.join(server.url));
    let answer = await ear.ask(clientEvents.syncHeads, { limit: 2 });
    const items = [...answer.items];
    while (answer.more) {
      answer = await ear.ask(clientEvents.syncHeads, { after: answer.cursor, limit: 2 });
      items.push(...answer.items);
    }
    expect(new Set(items.map(({ conversationId }) => conversationId)).size).toBe(5);
    await mouth.send(id, 'moved');
    const moved = await ear.ask(clientEvents.syncHeads, { after: answer.cursor });
    expect(moved.items).toContainEqual({ conversationId: id, seq: 1, rev: 2, readSeq: 0, unread: 1, mentions: 0 });
    expect(moved.items.length).toBeLessThan(5);
    expect(moved.epoch).toBe(answer.epoch);
  });

  it('self: what a device missed of its person’s own', async () => {
    const { mira, noor, id } = await pair();
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
    const { mira, noor, id } = await pair();
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
    const { mira, noor, id } = await pair();
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

describe('the list of conversations', () => {
  it('has the latest activity first, pages, and takes three statements however long', async () => {
    const mira = await Person.join(server.url);
    people.push(mira);
    const others = await Promise.all(Array.from({ length: 5 }, () => Person.join(server.url)));
    const ids: string[] = [];
    for (const other of others) ids.push((await mira.openDirect(other)).id);
    const mouth = await mira.connect();
    await mouth.send(ids[1] ?? '', 'up');
    const expected = [ids[1], ids[4], ids[3], ids[2], ids[0]];
    const first = await mira.get<{ items: Conversation[]; nextCursor: string }>('/api/chat?limit=3');
    const second = await mira.get<{ items: Conversation[]; nextCursor: null }>(
      `/api/chat?limit=3&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(expected);
    expect(second.nextCursor).toBeNull();
    const { Database } = await import('../src/platform/database');
    const query = jest.spyOn(server.app.get(Database).pool, 'query');
    await mira.get('/api/chat');
    expect(query.mock.calls.length).toBeLessThanOrEqual(3);
    query.mockRestore();
  });
});

describe('the directory', () => {
  it('finds by part of name or username, never oneself, a page at a time', async () => {
    const [ada, adam, badal] = await Promise.all(
      ['ada.w', 'adam_h', 'b_adal'].map((name) => Person.join(server.url, name)),
    );
    const search = async (text: string) =>
      (await ada?.get<{ items: { username: string }[] }>(`/api/users?search=${encodeURIComponent(text)}`))?.items.map(
        ({ username }) => username,
      );
    expect(await search('ADA')).toEqual(['adam_h', 'b_adal']);
    expect(await search('%')).toEqual([]);
    expect(await search('_adal')).toEqual(['b_adal']);
    const [only] = (await adam?.get<{ items: object[] }>('/api/users?search=ada.w'))?.items ?? [];
    expect(only).toEqual({ id: ada?.id, username: 'ada.w', name: 'ada.w', avatarUrl: null });
    expect(badal).toBeDefined();
  });
});
