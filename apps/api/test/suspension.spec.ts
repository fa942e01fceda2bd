import {
  type AuditEntry,
  type HttpError,
  type ManagedPerson,
  type Me,
  type Page,
  outranks,
  serverMay,
  serverRoles,
} from '@parley/contracts';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';
import { Staff, adminPath, promote } from './staff';

let server: TestServer;
let owner: Person;
const crowd = new Crowd(() => server.url);
const staff = new Staff(
  () => server,
  crowd,
  () => owner,
);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  owner = await crowd.join('owner');
});
afterAll(() => server.close());
afterEach(() => crowd.leave());

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const login = ({ user, password }: Person) =>
  request(server.url, 'POST', '/api/auth/login', { body: { login: user.username, password, session: 'token' } });

const sql = sqlOn(() => server);

describe('suspending', () => {
  it('ends every session at once, and keeps the person out until it is lifted', async () => {
    const person = await crowd.join();
    const [desk, phone] = await Promise.all([person.connect(), person.connect()]);
    const answer = await owner.ask('POST', adminPath(person, '/suspend'), { reason: 'Spam' });
    expect(answer).toMatchObject({ status: 200, body: { suspendedReason: 'Spam', suspendedAt: expect.any(String) } });
    for (const device of [desk, phone]) {
      expect(await device.isClosed()).toBe(true);
      expect(device.heard('session:revoked')).toEqual([{ reason: 'revoked' }]);
    }
    expect(codeOf(await person.ask('GET', '/api/users/me'))).toBe('auth.session_revoked');
    await expect(person.connect()).rejects.toMatchObject({ data: { code: 'auth.session_revoked' } });
    const { refreshToken } = person.tokens;
    const refresh = await request(server.url, 'POST', '/api/auth/refresh', { body: { refreshToken } });
    expect([refresh.status, codeOf(refresh)]).toEqual([401, 'auth.refresh_invalid']);
    expect(codeOf(await login(person))).toBe('auth.suspended');
    expect((await owner.ask('DELETE', adminPath(person, '/suspend'))).body).toMatchObject({
      suspendedAt: null,
      suspendedReason: null,
    });
    expect((await login(person)).status).toBe(200);
  });

  it('a request that the own suspension overtook does nothing any more', async () => {
    const [moderator, victim] = [await staff.someone('moderator'), await crowd.join()];
    await sql('UPDATE users SET suspended_at = now() WHERE id = $1', [moderator.id]);
    const late = await moderator.ask('POST', adminPath(victim, '/suspend'));
    expect([late.status, codeOf(late)]).toEqual([403, 'forbidden']);
    expect((await login(victim)).status).toBe(200);
    await sql('UPDATE users SET suspended_at = NULL WHERE id = $1', [moderator.id]);
    expect((await moderator.ask('POST', adminPath(victim, '/suspend'))).status).toBe(200);
  });

  it('leaves nobody signed in who signs in at that moment', async () => {
    const person = await crowd.join();
    const [, ...signIns] = await Promise.all([
      owner.ask('POST', adminPath(person, '/suspend'), {}),
      ...Array.from({ length: 5 }, () => login(person)),
    ]);
    for (const { status, body } of signIns.filter((one) => one.status === 200)) {
      const { accessToken } = body as { accessToken: string };
      const answer = await request(server.url, 'GET', '/api/users/me', {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      expect([status, answer.status, codeOf(answer)]).toEqual([200, 401, 'auth.session_revoked']);
    }
    expect(await sql('SELECT id FROM sessions WHERE user_id = $1 AND revoked_at IS NULL', [person.id])).toEqual([]);
  });

  it('said twice is said once', async () => {
    const person = await crowd.join();
    const first = (await owner.ask('POST', adminPath(person, '/suspend'), { reason: 'Spam' })).body as ManagedPerson;
    expect((await owner.ask('POST', adminPath(person, '/suspend'), { reason: 'Noise' })).body).toEqual(first);
    for (let time = 0; time < 2; time += 1)
      expect((await owner.ask('DELETE', adminPath(person, '/suspend'))).status).toBe(200);
  });

  it('works on those below, and on nobody else: not on equals, betters or oneself', async () => {
    for (const from of serverRoles) {
      const actor = await staff.someone(from);
      for (const was of ['admin', 'moderator', 'member', 'guest'] as const) {
        const target = await staff.someone(was);
        const may = serverMay(from, 'people.suspend') && outranks(from, was);
        for (const [method, more] of [
          ['POST', '/suspend'],
          ['DELETE', '/suspend'],
          ['DELETE', '/sessions'],
        ] as const) {
          const { status } = await actor.ask(method, adminPath(target, more), method === 'POST' ? {} : undefined);
          expect([from, was, more, status < 300]).toEqual([from, was, more, may]);
        }
      }
      expect(codeOf(await actor.ask('POST', adminPath(actor, '/suspend'), {}))).toBe('forbidden');
      if (from !== 'owner') expect(codeOf(await actor.ask('POST', adminPath(owner, '/suspend'), {}))).toBe('forbidden');
    }
    expect((await owner.get<Me>('/api/users/me')).role).toBe('owner');
  });

  it('by signing somebody out everywhere keeps nobody out', async () => {
    const person = await crowd.join();
    const device = await person.connect();
    expect((await owner.ask('DELETE', adminPath(person, '/sessions'))).status).toBe(204);
    expect(await device.isClosed()).toBe(true);
    expect(codeOf(await person.ask('GET', '/api/users/me'))).toBe('auth.session_revoked');
    expect((await login(person)).status).toBe(200);
  });

  it('refuses a reason that cannot be read', async () => {
    const person = await crowd.join();
    for (const reason of ['\u202emaps', 'x'.repeat(50_000), 7, null, '']) {
      expect(codeOf(await owner.ask('POST', adminPath(person, '/suspend'), { reason }))).toBe('validation.failed');
    }
    expect((await login(person)).status).toBe(200);
  });
});

describe('the list of people', () => {
  const find = async (search: string) =>
    (await owner.get<Page<ManagedPerson>>(`/api/admin/users?search=${encodeURIComponent(search)}`)).items;

  it('finds by name, username and whole address, suspended ones and oneself too', async () => {
    const person = await crowd.join('walter');
    await person.ask('PATCH', '/api/users/me', { name: 'José Walter' });
    await owner.ask('POST', adminPath(person, '/suspend'), {});
    for (const search of ['walt', 'jose', 'WALTER@example.org']) {
      expect((await find(search)).map(({ id }) => id)).toEqual([person.id]);
    }
    expect(await find('walter@')).toEqual([]);
    expect((await find('owner')).map(({ id }) => id)).toEqual([owner.id]);
    expect((await find('walter'))[0]).toEqual({
      ...{ id: person.id, username: 'walter', name: 'José Walter', avatarUrl: null, role: 'member' },
      ...{ email: 'walter@example.org', emailVerified: false, createdAt: expect.any(String) },
      ...{ lastSeenAt: expect.any(String), suspendedAt: expect.any(String), suspendedReason: null },
    });
  });

  it('reads page by page', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<ManagedPerson> = await owner.get(`/api/admin/users?limit=50${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(Number((await sql('SELECT count(*) FROM users'))[0]?.['count']));
  });

  it('and what was done to them is remembered', async () => {
    const person = await crowd.join();
    await promote(owner, person, 'moderator');
    await owner.ask('POST', adminPath(person, '/suspend'), { reason: 'Spam' });
    await owner.ask('DELETE', adminPath(person, '/suspend'));
    const { items } = await owner.get<Page<AuditEntry>>(`/api/admin/audit?userId=${person.id}`);
    const told = items.map(({ type, actor, data }) => [type, actor?.id, data]);
    expect(told.slice(0, 3)).toEqual([
      ['unsuspended', owner.id, {}],
      ['suspended', owner.id, { reason: 'Spam' }],
      ['role_changed', owner.id, { from: 'member', to: 'moderator' }],
    ]);
  });
});
