import {
  type Conversation,
  type Message,
  type OwnState,
  type Page,
  type RoomSummary,
  clientEvents,
  limits,
  serverEvents,
} from '@parley/contracts';
import { Crowd } from '../crowd';
import type { Person } from '../person';
import { type TestServer, startServer } from '../server';
import { create, place, send, view } from './place';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const set = (person: Person, id: string, settings: object) => person.ask('PATCH', `/api/chat/${id}/settings`, settings);
const draft = (person: Person, id: string, text: unknown) => person.ask('PUT', `/api/chat/${id}/draft`, { text });
const listed = async (person: Person, query = '') =>
  (await person.get<Page<Conversation>>(`/api/chat${query}`)).items.map(({ id }) => id);

describe('settings and drafts', () => {
  it('are this person’s alone, on all their devices, and there for one that was away', async () => {
    const { id, owner, member } = await place(crowd);
    const [ear, other] = await Promise.all([member.connect(), owner.connect()]);
    const before = (await member.get<{ selfRev: number }>('/api/sync/self')).selfRev;
    const mutedUntil = '2031-05-06T07:08:09.000Z';
    const { body } = await set(member, id, { mutedUntil, archived: true });
    const settings = { notify: 'all', mutedUntil, pinned: false, archived: true, markedUnread: false };
    expect(body).toEqual({ conversationId: id, settings, settingsRev: before + 1, draft: '', draftRev: 0 });
    expect((await draft(member, id, 'half a')).body).toMatchObject({ draft: 'half a', draftRev: before + 2 });
    const told = [
      { selfRev: before + 1, type: 'settings', data: { conversationId: id, settings } },
      { selfRev: before + 2, type: 'draft', data: { conversationId: id, text: 'half a' } },
    ];
    expect(await ear.hears(serverEvents.selfUpdated, 2)).toEqual(told[1]);
    expect(ear.heard(serverEvents.selfUpdated)).toEqual(told);
    expect(await ear.ask(clientEvents.syncSelf, { after: before })).toMatchObject({ changes: told });
    expect(other.heard(serverEvents.selfUpdated)).toEqual([]);
    expect(await view(owner, id)).toMatchObject({ draft: '', settings: { archived: false } });
  });

  it('change nothing where nothing is new, so that a retry is told to nobody', async () => {
    const { id, member } = await place(crowd);
    const first = (await set(member, id, { pinned: true })).body as OwnState;
    expect((await set(member, id, { pinned: true })).body).toEqual(first);
    expect((await set(member, id, {})).body).toEqual(first);
  });

  it('of two devices at once both count', async () => {
    const { id, member } = await place(crowd);
    await Promise.all([
      set(member, id, { pinned: true }),
      set(member, id, { notify: 'nothing' }),
      draft(member, id, 'x'),
    ]);
    expect(await view(member, id)).toMatchObject({ settings: { pinned: true, notify: 'nothing' }, draft: 'x' });
  });

  it.each([
    ['a time without a zone', { mutedUntil: '2031-05-06T07:08:09' }],
    ['a time that is none', { mutedUntil: '2031-99-99T00:00:00Z' }],
    ['a time beyond all calendars', { mutedUntil: '9999-12-31T23:59:59-12:00' }],
    ['the year nought', { mutedUntil: '0000-01-01T00:00:00Z' }],
    ['a word', { mutedUntil: 'soon' }],
    ['null', { mutedUntil: null }],
    ['a number for a mark', { pinned: 1 }],
    ['another level', { notify: 'some' }],
    ['a forged rev', { settingsRev: 9 }],
  ])('refuse %s', async (_, settings) => {
    const { id, member } = await place(crowd);
    expect((await set(member, id, settings)).status).toBe(400);
  });

  it('keep a draft as it was written, and no longer one than they said', async () => {
    const { id, member } = await place(crowd);
    const fits = 'ä'.repeat(limits.draftBytes / 2);
    expect((await draft(member, id, fits)).status).toBe(200);
    expect((await view(member, id)).draft).toBe(fits);
    for (const text of [`${fits}!`, 'a\0b', '\ud800', 7, null])
      expect((await draft(member, id, text)).status).toBe(400);
    expect((await draft(member, id, '')).body).toMatchObject({ draft: '' });
  });

  it('count pins, even when many come at once', async () => {
    const owner = await crowd.join();
    const ids = await Promise.all(
      Array.from(
        { length: limits.pinnedConversations + 5 },
        async (_, n) => (await create(owner, { name: `r${n}` })).id,
      ),
    );
    const { Database } = await import('../../src/platform/database');
    await server.app.get(Database).pool.query(
      `WITH made AS (
         INSERT INTO conversations (id, kind, name, activity)
         SELECT gen_random_uuid(), 'room', 'x', 0 FROM generate_series(1, $2) RETURNING id
       ) INSERT INTO member_settings (conversation_id, user_id, pinned) SELECT id, $1, true FROM made`,
      [owner.id, limits.pinnedConversations - 2],
    );
    const answers = await Promise.all(ids.map((id) => set(owner, id, { pinned: true })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400]));
  });
});

describe('the list', () => {
  it('shows each filter’s part of it, in pages, with pinned ones first', async () => {
    const mira = await crowd.join();
    const noor = await crowd.join();
    const room = await create(mira, { kind: 'room', memberIds: [noor.id] });
    const group = await create(mira, { memberIds: [noor.id] });
    const direct = await mira.openDirect(noor);
    const old = await create(mira, { name: 'old' });
    await send(noor, room.id);
    await set(mira, old.id, { archived: true });
    await set(mira, group.id, { markedUnread: true });
    await set(mira, direct.id, { pinned: true });
    const [whole, all] = [await listed(mira), await listed(mira, '?filter=all')];
    expect(whole).toEqual([direct.id, room.id, old.id, group.id]);
    expect(all).toEqual([direct.id, room.id, group.id]);
    expect(await listed(mira, '?filter=unread')).toEqual([room.id, group.id]);
    expect(await listed(mira, '?filter=rooms')).toEqual([room.id, group.id]);
    expect(await listed(mira, '?filter=people')).toEqual([direct.id]);
    expect(await listed(mira, '?filter=archived')).toEqual([old.id]);
    expect((await mira.ask('GET', '/api/chat?filter=other')).status).toBe(400);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Conversation> = await mira.get(`/api/chat?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  });

  it('has nothing unread where all of it was deleted for me', async () => {
    const { id, owner, member } = await place(crowd);
    const { body } = await send(owner, id);
    expect(await listed(member, '?filter=unread')).toEqual([id]);
    await member.ask('DELETE', `/api/chat/${id}/messages/${(body as Message).id}?for=me`);
    expect(await view(member, id)).toMatchObject({ unread: 0 });
    expect(await listed(member, '?filter=unread')).toEqual([]);
  });

  it('tells who wrote last', async () => {
    const { id, owner, member } = await place(crowd);
    await send(owner, id);
    expect((await view(member, id)).lastSender).toEqual({ id: owner.id, name: owner.user.name });
  });
});

describe('the room browser', () => {
  it('finds public rooms by parts of name and topic, and never a private one', async () => {
    const { owner, stranger, id } = await place(crowd, 'room', { visibility: 'public', name: 'Lighthouse keepers' });
    await create(owner, { kind: 'room', name: 'Lighthouse secrets' });
    await create(owner, { kind: 'group', name: 'Lighthouse group' });
    const find = async (person: Person, text: string) =>
      (await person.get<Page<RoomSummary>>(`/api/rooms?search=${encodeURIComponent(text)}`)).items;
    expect(await find(stranger, 'LIGHTHOUSE')).toEqual([
      {
        ...{ id, kind: 'room', visibility: 'public', name: 'Lighthouse keepers', topic: '', hue: null },
        ...{ announcement: false, memberCount: 4, joined: false },
      },
    ]);
    expect(await find(stranger, '%')).toEqual([]);
    const { status, body } = await stranger.ask('POST', `/api/chat/${id}/join`);
    expect([status, body]).toMatchObject([200, { id, role: 'member', memberCount: 5 }]);
    expect((await stranger.ask('POST', `/api/chat/${id}/join`)).body).toEqual(body);
    expect(await find(stranger, 'keepers')).toMatchObject([{ joined: true, memberCount: 5 }]);
    await owner.ask('DELETE', `/api/chat/${id}`);
    expect(await find(stranger, 'keepers')).toEqual([]);
  });
});

describe('what was deleted', () => {
  it('is gone for good when its days are over, and nothing else is', async () => {
    const { id, owner } = await place(crowd);
    const kept = await create(owner);
    await send(owner, id);
    await owner.ask('DELETE', `/api/chat/${id}`);
    const { Database } = await import('../../src/platform/database');
    const { Purge } = await import('../../src/modules/chat/deletion/purge.worker');
    const { pool } = server.app.get(Database);
    const rows = async () =>
      (await pool.query('SELECT id FROM conversations WHERE id = ANY($1::uuid[])', [[id, kept.id]])).rowCount;
    await server.app.get(Purge).run(new AbortController().signal);
    expect(await rows()).toBe(2);
    await pool.query(`UPDATE conversations SET deleted_at = now() - interval '8 days' WHERE id = $1`, [id]);
    expect((await owner.ask('POST', `/api/chat/${id}/restore`)).status).toBe(404);
    await server.app.get(Purge).run(new AbortController().signal);
    expect(await rows()).toBe(1);
    expect((await owner.ask('GET', `/api/chat/${kept.id}`)).status).toBe(200);
  });
});

describe('names and topics', () => {
  it.each([
    ['a name that turns round', { name: 'abc\u202edef' }],
    ['a name nobody sees', { name: '\u200b' }],
    ['an empty name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(limits.nameMax + 1) }],
    ['a long topic', { topic: 'x'.repeat(limits.topicMax + 1) }],
    ['a topic with a NUL', { topic: 'a\0b' }],
    ['a hue beyond the circle', { hue: 360 }],
    ['null for a name', { name: null }],
    ['a public group', { visibility: 'public' }],
    ['a forged owner', { role: 'owner' }],
  ])('refuse %s', async (_, fields) => {
    const { id, owner } = await place(crowd);
    const before = await view(owner, id);
    expect((await owner.ask('PATCH', `/api/chat/${id}`, fields)).status).toBe(400);
    expect(await view(owner, id)).toEqual(before);
  });
});
