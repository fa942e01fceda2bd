import { type Conversation, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

describe('opening a direct conversation', () => {
  it('gives one, however many open it at once from both sides', async () => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? mira.openDirect(noor) : noor.openDirect(mira))),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  it('is 201 the first time and 200 after, with the other person’s name for each', async () => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
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
    const mira = await crowd.join();
    const notes = await mira.openDirect(mira);
    expect(notes).toMatchObject({ peerId: mira.id, name: mira.user.name });
    const socket = await mira.connect();
    await socket.send(notes.id, 'buy rope');
    expect(await mira.get<Conversation>(`/api/chat/${notes.id}`)).toMatchObject({ seq: 1, unread: 0 });
  });

  it('with nobody is not found', async () => {
    const mira = await crowd.join();
    expect((await mira.ask('POST', '/api/chat', { kind: 'direct', userId: randomUUID() })).status).toBe(404);
  });

  it('is told to the other person’s open page, which then hears the conversation', async () => {
    const [mira, noor] = await Promise.all([crowd.join(), crowd.join()]);
    const ear = await noor.connect();
    const { id } = await mira.openDirect(noor);
    expect(await ear.hears(serverEvents.selfUpdated)).toEqual({
      selfRev: 1,
      type: 'membership',
      data: { conversationId: id, role: 'member', visibleAfter: 0, rev: 1 },
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

describe('the list of conversations', () => {
  it('has the latest activity first, pages, and takes three statements however long', async () => {
    const mira = await crowd.join();
    const others = await Promise.all(Array.from({ length: 5 }, () => crowd.join()));
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
    // Every other second the server also asks who was signed out, whoever asks it for what.
    const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
    query.mockRestore();
    expect(statements.filter((statement) => !/FROM sessions|moved_since/.test(statement))).toHaveLength(3);
  });
});

describe('the directory', () => {
  it('finds by part of name or username, never oneself, a page at a time', async () => {
    const [ada, adam, badal] = await Promise.all(['ada.w', 'adam_h', 'b_adal'].map((name) => crowd.join(name)));
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
