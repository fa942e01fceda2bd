import type { HttpError, Me, Page, Profile, SelfAnswer, User } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const me = (person: Person) => person.get<Me>('/api/users/me');
const change = (person: Person, body: unknown) => person.ask('PATCH', '/api/users/me', body);
const seen = (asker: Person, other: { id: string }) => asker.get<Profile>(`/api/users/${other.id}`);
const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('one’s own profile', () => {
  it('changes what is named and leaves the rest', async () => {
    const mira = await crowd.join();
    const expiresAt = inAnHour();
    const first = await change(mira, {
      name: 'Mira Okafor',
      bio: 'Ships things.\nSlowly.',
      status: { emoji: '🌴', text: 'Away', expiresAt },
      timeZone: 'Europe/Berlin',
      language: 'PT-br',
      privacy: { lastSeen: false },
    });
    expect(first).toMatchObject({
      status: 200,
      body: {
        ...mira.user,
        name: 'Mira Okafor',
        bio: 'Ships things.\nSlowly.',
        status: { emoji: '🌴', text: 'Away', expiresAt },
        timeZone: 'Europe/Berlin',
        language: 'pt-BR',
        privacy: { lastSeen: false, readReceipts: true },
      },
    });
    const second = await change(mira, { status: 'clear', timeZone: '', language: '', bio: '' });
    expect(second.body).toMatchObject({
      ...{ name: 'Mira Okafor', bio: '', status: null, timeZone: null, language: null },
      privacy: { lastSeen: false, readReceipts: true },
    });
    expect(await me(mira)).toEqual(second.body);
  });

  it('takes a status of an emoji alone', async () => {
    const mira = await crowd.join();
    expect((await change(mira, { status: { emoji: '🌴', text: '' } })).body).toMatchObject({
      status: { emoji: '🌴', text: '', expiresAt: null },
    });
  });

  it('snapshot + event = fresh snapshot, on every other device and after being away', async () => {
    const mira = await crowd.join();
    const [desk, phone] = await Promise.all([mira.connect(), mira.connect()]);
    const { selfRev } = await mira.get<SelfAnswer>('/api/sync/self');
    await change(mira, { name: 'Mira' });
    await change(mira, { username: `${mira.user.username}.x`, status: { text: 'here' } });
    const fresh = await me(mira);
    for (const device of [desk, phone]) {
      expect(await device.hears('self:updated', 2)).toEqual({ type: 'profile', data: fresh, selfRev: selfRev + 2 });
    }
    expect((await mira.get<SelfAnswer>(`/api/sync/self?after=${selfRev}`)).changes).toEqual([
      { type: 'profile', data: fresh, selfRev: selfRev + 2 },
    ]);
  });

  it('that does not change is not told', async () => {
    const mira = await crowd.join();
    const { selfRev } = await mira.get<SelfAnswer>('/api/sync/self');
    expect((await change(mira, {})).status).toBe(200);
    expect((await mira.get<SelfAnswer>('/api/sync/self')).selfRev).toBe(selfRev);
  });

  it('lets every change of many at once through, and ends with one of them everywhere', async () => {
    const mira = await crowd.join();
    const names = Array.from({ length: 8 }, (_, index) => `Mira ${index}`);
    const answers = await Promise.all(names.map((name) => change(mira, { name })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const [last] = (await mira.get<SelfAnswer>('/api/sync/self')).changes.filter(({ type }) => type === 'profile');
    expect(last?.data).toEqual(await me(mira));
  });
});

describe('a profile refuses', () => {
  const wrong: [string, unknown][] = [
    ['a role of one’s own choice', { role: 'owner' }],
    ['an e-mail address as proven', { emailVerified: true }],
    ['another e-mail address', { email: 'other@example.org' }],
    ['another id', { id: randomUUID() }],
    ['an end of a suspension', { suspendedAt: null }],
    ['a prototype', JSON.parse('{"__proto__":{"role":"owner"}}')],
    ['a prototype inside', JSON.parse('{"privacy":{"__proto__":{"lastSeen":false}}}')],
    ['null for a name', { name: null }],
    ['an empty name', { name: '' }],
    ['a name nobody can see', { name: '\u2800' }],
    ['a name that turns text around', { name: 'Mira \u202eroma' }],
    ['a name with a zero-width space', { name: 'Mi\u200bra' }],
    ['a name under a pile of marks', { name: `M${'\u0336\u0489'.repeat(20)}` }],
    ['a Latin name with a Cyrillic letter', { name: 'Mir\u0430' }],
    ['a name of 50 kB', { name: 'a'.repeat(50_000) }],
    ['a username with a Cyrillic letter', { username: 'mir\u0430' }],
    ['a username with a joiner', { username: 'mi\u200dra' }],
    ['a username of 50 kB', { username: 'a.'.repeat(25_000) }],
    ['a username that speaks for the server', { username: 'Admin' }],
    ['one that nearly does', { username: 'adm1n' }],
    ['one with dots between', { username: 's.y.s.t.e.m' }],
    ['one for everybody', { username: 'everyone' }],
    ['a bio with an override', { bio: '\u202eoib' }],
    ['a bio of 50 kB', { bio: 'b'.repeat(50_000) }],
    ['a status of nothing', { status: { text: '' } }],
    ['a status that is over', { status: { text: 'x', expiresAt: '2020-01-01T00:00:00.000Z' } }],
    ['a status in a thousand years', { status: { text: 'x', expiresAt: '3025-01-01T00:00:00.000Z' } }],
    ['a status until an odd day', { status: { text: 'x', expiresAt: '2027-02-31T00:00:00Z' } }],
    ['a status of another kind', { status: 'wipe' }],
    ['a list for a status', { status: [{ text: 'x' }] }],
    ['a word for an emoji', { status: { text: 'x', emoji: 'owner' } }],
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }],
    ['an unknown language', { language: 'not a tag' }],
    ['a word for a switch', { privacy: { lastSeen: 'yes' } }],
    ['an unknown switch', { privacy: { admin: true } }],
  ];

  it.each(wrong)('%s', async (_, body) => {
    const mira = await crowd.join();
    const answer = await change(mira, body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'validation.failed']);
    expect(await me(mira)).toEqual(mira.user);
  });
});

describe('a username', () => {
  it('is one spelling, and works for signing in at once', async () => {
    const mira = await crowd.join();
    const answer = await change(mira, { username: ' Mira.OKAFOR ' });
    expect(answer.body).toMatchObject({ username: 'mira.okafor' });
    const body = { login: 'MIRA.okafor', password: mira.password };
    expect((await request(server.url, 'POST', '/api/auth/login', { body })).status).toBe(200);
  });

  it('goes to exactly one of many who take it at once', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => crowd.join()));
    const answers = await Promise.all(people.map((person) => change(person, { username: 'coveted' })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => codeOf(answer) === 'username.taken')).toHaveLength(7);
  });

  it('given up is held for its person: nobody slips into it, neither by changing nor by registering', async () => {
    const mira = await crowd.join();
    const thief = await crowd.join();
    const former = mira.user.username;
    expect((await change(mira, { username: `${former}.new` })).status).toBe(200);
    expect(codeOf(await change(thief, { username: former }))).toBe('username.taken');
    await expect(Person.join(server.url, former)).rejects.toThrow(/username.taken|email.taken/);
    expect((await change(mira, { username: former })).status).toBe(200);
  });

  it('given up while another takes it ends with one of them', async () => {
    const mira = await crowd.join();
    const thief = await crowd.join();
    const former = mira.user.username;
    await Promise.all([change(mira, { username: `${former}_new` }), change(thief, { username: former })]);
    expect((await me(thief)).username).not.toBe(former);
  });

  it('cannot be gathered: only the last one given up is held', async () => {
    const mira = await crowd.join();
    const other = await crowd.join();
    for (const username of ['harbour_one', 'harbour_two', 'harbour_three']) await change(mira, { username });
    expect((await change(other, { username: 'harbour_one' })).status).toBe(200);
    expect(codeOf(await change(other, { username: 'harbour_two' }))).toBe('username.taken');
  });
});

describe('other people’s profile', () => {
  it('shows what they say of themselves, and never an address', async () => {
    const { mira, noor } = await crowd.pair();
    await change(noor, { bio: 'Sails.', timeZone: 'UTC', status: { text: 'at sea' } });
    expect(await seen(mira, noor)).toEqual({
      ...{ id: noor.id, username: noor.user.username, name: noor.user.name, avatarUrl: null, role: 'member' },
      ...{ bio: 'Sails.', timeZone: 'UTC', status: { emoji: null, text: 'at sea', expiresAt: null }, blocked: false },
      lastSeenAt: expect.any(String),
      createdAt: expect.any(String),
    });
  });

  it('hides when they were here where they wish so', async () => {
    const { mira, noor } = await crowd.pair();
    expect((await seen(mira, noor)).lastSeenAt).not.toBeNull();
    await change(noor, { privacy: { lastSeen: false } });
    expect((await seen(mira, noor)).lastSeenAt).toBeNull();
  });

  it('tells the one who blocked, and shows the blocked one less without saying why', async () => {
    const { mira, noor } = await crowd.pair();
    await change(mira, { status: { text: 'at sea' } });
    expect(await seen(noor, mira)).toMatchObject({ status: { text: 'at sea' }, lastSeenAt: expect.any(String) });
    await mira.ask('PUT', `/api/users/me/blocks/${noor.id}`);
    expect(await seen(mira, noor)).toMatchObject({ blocked: true });
    expect(await seen(noor, mira)).toMatchObject({ blocked: false, status: null, lastSeenAt: null });
  });

  it('of nobody is not found', async () => {
    const mira = await crowd.join();
    for (const id of [randomUUID(), 'nonsense', 'constructor']) {
      expect(codeOf(await mira.ask('GET', `/api/users/${id}`))).toBe('not_found');
    }
  });

  it('shows a new name wherever it stands', async () => {
    const { mira, noor } = await crowd.pair();
    await change(noor, { name: 'Noor at Sea' });
    expect(await mira.openDirect(noor)).toMatchObject({ name: 'Noor at Sea' });
    const { items } = await mira.get<Page<User>>(`/api/users?search=${noor.user.username}`);
    expect(items).toMatchObject([{ id: noor.id, name: 'Noor at Sea' }]);
  });
});
