import { type HttpError, type MySession, type Page, type SignedIn, limits } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { SessionsService } from '../src/modules/auth';
import { LastSeen } from '../src/modules/auth/sessions/last-seen.worker';
import { UsersService } from '../src/modules/users';
import { Database } from '../src/platform/database';
import { Crowd } from './crowd';
import { type Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const outcome = ({ status, body }: { status: number; body: unknown }) => [status, (body as HttpError).code];

async function signIn({ user, password }: Person, userAgent = firefox): Promise<SignedIn> {
  const body = { login: user.username, password, session: 'token' };
  const answer = await request(server.url, 'POST', '/api/auth/login', { body, headers: { 'user-agent': userAgent } });
  return answer.body as SignedIn;
}

const list = (person: Person, query = '') => person.get<Page<MySession>>(`/api/users/me/sessions${query}`);
const sidOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string }).sid;
const me = (token: string) =>
  request(server.url, 'GET', '/api/users/me', { headers: { authorization: `Bearer ${token}` } });

describe('where one is signed in', () => {
  it('is told newest first, with the device in words, and which one asks', async () => {
    const mira = await crowd.join();
    const elsewhere = await signIn(mira);
    const { items, nextCursor } = await list(mira);
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      { id: sidOf(elsewhere.accessToken), current: false, device: 'Firefox on Linux', address: '127.0.0.1' },
      { id: sidOf(mira.tokens.accessToken), current: true, device: 'node' },
    ]);
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual([
      'address',
      'createdAt',
      'current',
      'device',
      'id',
      'lastSeenAt',
    ]);
  });

  it('comes a page at a time', async () => {
    const mira = await crowd.join();
    await signIn(mira);
    await signIn(mira);
    const { items: all } = await list(mira);
    const first = await list(mira, '?limit=2');
    const second = await list(mira, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(all);
    expect(second.nextCursor).toBeNull();
    for (const query of ['?cursor=nonsense', '?limit=0', '?limit=201', '?cursor=WzFd'])
      expect(outcome(await mira.ask('GET', `/api/users/me/sessions${query}`))).toEqual([400, 'validation.failed']);
  });

  it('leaves out what has ended, and what belongs to others', async () => {
    const mira = await crowd.join();
    const noor = await crowd.join();
    const elsewhere = await signIn(mira);
    await request(server.url, 'POST', '/api/auth/logout', { body: { refreshToken: elsewhere.refreshToken } });
    expect((await list(mira)).items.map(({ id }) => id)).toEqual([sidOf(mira.tokens.accessToken)]);
    expect((await list(noor)).items).toHaveLength(1);
  });

  it('knows when a socket came, without a statement for each', async () => {
    const mira = await crowd.join();
    const { prisma, pool } = server.app.get(Database);
    await prisma.$executeRaw`UPDATE sessions SET last_seen_at = now() - interval '3 days' WHERE user_id = ${mira.id}::uuid`;
    const lastSeen = async () => new Date((await list(mira)).items[0]?.lastSeenAt ?? 0).getTime();
    expect(Date.now() - (await lastSeen())).toBeGreaterThan(2 * 86_400_000);
    const query = jest.spyOn(pool, 'query');
    await Promise.all([mira.connect(), mira.connect(), mira.connect()]);
    await server.app.get(LastSeen, { strict: false }).write();
    const touches = query.mock.calls.filter(([asked]: unknown[]) => JSON.stringify(asked).includes('sessions_touch'));
    query.mockRestore();
    // The server's own turn may come between them.
    expect([1, 2]).toContain(touches.length);
    expect(Date.now() - (await lastSeen())).toBeLessThan(60_000);
  });
});

describe('signing out from afar', () => {
  it('ends one: its tokens and its sockets at once, and no other', async () => {
    const mira = await crowd.join();
    const lost = await signIn(mira);
    const socket = await mira.connect({ token: lost.accessToken });
    const own = await mira.connect();
    expect((await me(lost.accessToken)).status).toBe(200);
    const path = `/api/users/me/sessions/${sidOf(lost.accessToken)}`;
    expect((await mira.ask('DELETE', path)).status).toBe(204);
    expect(await socket.isClosed()).toBe(true);
    expect(socket.heard('session:revoked')).toEqual([{ reason: 'revoked' }]);
    expect(outcome(await me(lost.accessToken))).toEqual([401, 'auth.session_revoked']);
    const refresh = await request(server.url, 'POST', '/api/auth/refresh', {
      body: { refreshToken: lost.refreshToken },
    });
    expect(outcome(refresh)).toEqual([401, 'auth.refresh_invalid']);
    expect(own.socket.connected).toBe(true);
    expect(outcome(await mira.ask('DELETE', path))).toEqual([404, 'not_found']);
  });

  it('ends all others, and keeps the one that asks', async () => {
    const mira = await crowd.join();
    const others = [await signIn(mira), await signIn(mira)];
    const socket = await mira.connect({ token: others[0]?.accessToken });
    expect((await mira.ask('DELETE', '/api/users/me/sessions')).status).toBe(204);
    expect(await socket.isClosed()).toBe(true);
    for (const { accessToken } of others) expect(outcome(await me(accessToken))).toEqual([401, 'auth.session_revoked']);
    expect((await list(mira)).items.map(({ current }) => current)).toEqual([true]);
    expect((await mira.ask('DELETE', '/api/users/me/sessions')).status).toBe(204);
  });
});

describe('another person’s session', () => {
  it('answers as one that does not exist, and goes on', async () => {
    const mira = await crowd.join();
    const noor = await crowd.join();
    const answers = await Promise.all(
      [sidOf(noor.tokens.accessToken), randomUUID(), 'nonsense', '__proto__', "' OR 1=1 --"].map(async (id) => {
        const { status, body } = await mira.ask('DELETE', `/api/users/me/sessions/${encodeURIComponent(id)}`);
        return [status, { ...(body as HttpError), requestId: '' }];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    expect((await noor.ask('GET', '/api/users/me')).status).toBe(200);
  });
});

describe('the limit of sessions', () => {
  it('ends those not used for longest, sockets and all', async () => {
    const mira = await crowd.join();
    const oldest = await signIn(mira);
    const { prisma } = server.app.get(Database);
    await prisma.$executeRaw`
      UPDATE sessions SET last_seen_at = now() - interval '2 days' WHERE id = ${sidOf(oldest.accessToken)}::uuid`;
    await prisma.$executeRaw`
      INSERT INTO sessions (id, user_id, expires_at, last_seen_at)
      SELECT gen_random_uuid(), ${mira.id}::uuid, now() + interval '9 days', now() - interval '1 day'
      FROM generate_series(1, ${limits.sessionsMax - 2})`;
    const socket = await mira.connect({ token: oldest.accessToken });
    await signIn(mira);
    expect(await socket.isClosed()).toBe(true);
    expect(outcome(await me(oldest.accessToken))).toEqual([401, 'auth.session_revoked']);
    expect((await mira.ask('GET', '/api/users/me')).status).toBe(200);
    expect(await prisma.session.count({ where: { userId: mira.id, revokedAt: null } })).toBe(limits.sessionsMax);
  });

  it('holds for twenty that sign in at once', async () => {
    const mira = await crowd.join();
    const { prisma } = server.app.get(Database);
    await prisma.$executeRaw`
      INSERT INTO sessions (id, user_id, expires_at, last_seen_at)
      SELECT gen_random_uuid(), ${mira.id}::uuid, now() + interval '9 days', now() - interval '1 day'
      FROM generate_series(1, ${limits.sessionsMax})`;
    const sessions = server.app.get(SessionsService);
    const person = await server.app.get(UsersService).find(mira.id);
    const device = { userAgent: null, address: null };
    await Promise.all(Array.from({ length: 20 }, () => sessions.open(person, device, true)));
    expect(await prisma.session.count({ where: { userId: mira.id, revokedAt: null } })).toBe(limits.sessionsMax);
  });
});

describe('signing in again in the same browser', () => {
  it('ends the session it had: nobody would hold its tokens any more', async () => {
    const mira = await crowd.join();
    const body = { login: mira.user.username, password: mira.password };
    const login = async (cookie?: string) => {
      const headers: Record<string, string> = cookie ? { cookie, origin: server.url } : {};
      const answer = await request(server.url, 'POST', '/api/auth/login', { body, headers });
      const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
      return { token: (answer.body as SignedIn).accessToken, cookie: cookies.join('; ') };
    };
    const first = await login();
    const second = await login(first.cookie);
    expect(outcome(await me(first.token))).toEqual([401, 'auth.session_revoked']);
    expect((await me(second.token)).status).toBe(200);
    expect((await mira.ask('GET', '/api/users/me')).status).toBe(200);
  });
});
