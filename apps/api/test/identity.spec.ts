import { type HttpError, type SignedIn, cookieNames } from '@parley/contracts';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  request(server.url, 'POST', path, { body, headers });

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

const cookiesOf = (headers: Headers): Map<string, string> =>
  new Map(
    headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      return [name, value];
    }),
  );

const cookieHeader = (cookies: Map<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const newcomer = (name: string, more: object = {}) => ({
  email: `${name}@example.org`,
  username: name,
  password: 'correct horse battery',
  ...more,
});

describe('registering', () => {
  it('sets both cookies and keeps the refresh token out of the body', async () => {
    const { status, body, headers } = await post('/api/auth/register', newcomer('mira', { name: 'Mira Okafor' }));
    expect(status).toBe(201);
    expect(body).toEqual({
      user: {
        id: expect.any(String),
        username: 'mira',
        name: 'Mira Okafor',
        avatarUrl: null,
        email: 'mira@example.org',
        emailVerified: false,
        role: 'owner',
        bio: '',
        status: null,
        timeZone: null,
        language: null,
        privacy: { lastSeen: true, readReceipts: true },
      },
      accessToken: expect.any(String),
      expiresIn: 900,
    });
    const [access, refresh] = headers.getSetCookie();
    expect(access).toMatch(/^parley_access=.*Max-Age=900.*HttpOnly.*SameSite=Lax/i);
    expect(refresh).toMatch(/^parley_refresh=.*Path=\/api\/auth.*HttpOnly.*SameSite=Strict/i);
  });

  it('puts the refresh token in the body when asked, and sets no cookie', async () => {
    const { body, headers } = await post('/api/auth/register', newcomer('noor', { session: 'token' }));
    expect((body as SignedIn).refreshToken).toEqual(expect.any(String));
    expect(headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['an e-mail in other capitals', { email: 'MIRA@Example.org', username: 'other' }, 'email.taken'],
    ['a username in other capitals', { email: 'other@example.org', username: 'MIRA' }, 'username.taken'],
  ])('says that %s is taken', async (_, who, code) => {
    const answer = await post('/api/auth/register', { ...newcomer('x'), ...who });
    expect([answer.status, codeOf(answer)]).toEqual([409, code]);
  });

  it.each([
    ['no e-mail', { email: 'nobody' }],
    ['a short password', { password: 'short' }],
    ['a password bcrypt would cut', { password: 'ä'.repeat(40) }],
    ['a username with spaces', { username: 'two words' }],
    ['a username of invisible characters', { username: 'mi\u200bra' }],
    ['a name that turns the text around', { name: 'Mira \u202eroma' }],
    ['a role of one’s own choice', { role: 'owner' }],
    ['an id of one’s own choice', { id: '00000000-0000-7000-8000-000000000000' }],
    ['an object where text belongs', { username: { $ne: null } }],
  ])('refuses %s', async (_, wrong) => {
    const answer = await post('/api/auth/register', { ...newcomer('somebody'), ...wrong });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'validation.failed']);
    expect(answer.body).toMatchObject({ requestId: answer.headers.get('x-request-id') });
  });

  it('makes exactly one of twenty who take the same name at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => post('/api/auth/register', newcomer('rush'))));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

describe('signing in', () => {
  it.each(['mira', 'MIRA', 'mira@example.org', ' Mira@Example.ORG '])('takes %p', async (login) => {
    const { status, body } = await post('/api/auth/login', { login, password: 'correct horse battery' });
    expect([status, (body as SignedIn).user.username]).toEqual([200, 'mira']);
  });

  it('gives the same answer for a wrong password and for nobody', async () => {
    const wrong = await post('/api/auth/login', { login: 'mira', password: 'wrong horse battery' });
    const nobody = await post('/api/auth/login', { login: 'nobody', password: 'wrong horse battery' });
    const { requestId: _one, ...wrongBody } = wrong.body as HttpError;
    const { requestId: _two, ...nobodyBody } = nobody.body as HttpError;
    expect(wrong.status).toBe(401);
    expect([nobody.status, nobodyBody]).toEqual([wrong.status, wrongBody]);
  });

  it('lets a request in by cookie, and by bearer token', async () => {
    const { headers, body } = await post('/api/auth/login', { login: 'mira', password: 'correct horse battery' });
    const byCookie = await request(server.url, 'GET', '/api/users/me', {
      headers: {
        cookie: cookieHeader(cookiesOf(headers)),
      },
    });
    const byToken = await request(server.url, 'GET', '/api/users/me', {
      headers: {
        authorization: `Bearer ${(body as SignedIn).accessToken}`,
      },
    });
    expect(byCookie.body).toEqual(byToken.body);
    expect(byCookie.body).toMatchObject({ username: 'mira', email: 'mira@example.org' });
  });
});

describe('staying signed in', () => {
  const signIn = async (): Promise<SignedIn> =>
    (await post('/api/auth/login', { login: 'noor', password: 'correct horse battery', session: 'token' }))
      .body as SignedIn;

  it('gives a new pair for a refresh token', async () => {
    const { refreshToken } = await signIn();
    const { status, body } = await post('/api/auth/refresh', { refreshToken });
    expect(status).toBe(200);
    expect((body as SignedIn).refreshToken).not.toBe(refreshToken);
  });

  it('by cookie too, where the request proves its origin', async () => {
    const { headers } = await post('/api/auth/login', { login: 'noor', password: 'correct horse battery' });
    const cookie = cookieHeader(cookiesOf(headers));
    const answer = await post('/api/auth/refresh', {}, { cookie, origin: server.url });
    expect(answer.status).toBe(200);
    expect(cookiesOf(answer.headers).get(cookieNames.refresh)).toBeTruthy();
  });

  it('keeps ten tabs signed in that refresh at once', async () => {
    const { refreshToken } = await signIn();
    const all = await Promise.all(Array.from({ length: 10 }, () => post('/api/auth/refresh', { refreshToken })));
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const next = await Promise.all(
      all.map(({ body }) => post('/api/auth/refresh', { refreshToken: (body as SignedIn).refreshToken })),
    );
    expect(next.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('ends the family when an old refresh token is replayed: tokens, sockets and all', async () => {
    const person = await Person.join(server.url);
    const first = person.tokens.refreshToken;
    const second = (await post('/api/auth/refresh', { refreshToken: first })).body as SignedIn;
    const socket = await person.connect();
    await ageRefreshTokens();
    const replay = await post('/api/auth/refresh', { refreshToken: first });
    expect([replay.status, codeOf(replay)]).toEqual([401, 'auth.refresh_invalid']);
    expect((await post('/api/auth/refresh', { refreshToken: second.refreshToken })).status).toBe(401);
    expect(codeOf(await person.ask('GET', '/api/users/me'))).toBe('auth.session_revoked');
    expect(await socket.isClosed()).toBe(true);
    expect(socket.heard('session:revoked')).toEqual([{ reason: 'revoked' }]);
  });

  /** Moves every replacement eleven seconds into the past, instead of waiting. */
  async function ageRefreshTokens(): Promise<void> {
    const { Database } = await import('../src/platform/database');
    await server.app.get(Database).prisma
      .$executeRaw`UPDATE refresh_tokens SET replaced_at = replaced_at - interval '11 seconds'`;
  }
});

describe('signing out', () => {
  it('ends the access token and the sockets at once, and clears the cookies', async () => {
    const person = await Person.join(server.url);
    const socket = await person.connect();
    const { status } = await post('/api/auth/logout', { refreshToken: person.tokens.refreshToken });
    expect(status).toBe(204);
    expect(await socket.isClosed()).toBe(true);
    expect(codeOf(await person.ask('GET', '/api/users/me'))).toBe('auth.session_revoked');
    await expect(person.connect()).rejects.toMatchObject({ data: { code: 'auth.session_revoked' } });
  });

  it('is no error when there is nothing to end', async () => {
    expect((await post('/api/auth/logout', {})).status).toBe(204);
    expect((await post('/api/auth/logout', { refreshToken: 'nonsense' })).status).toBe(204);
  });
});

describe('the first account', () => {
  it('owns the server, from this machine without a code', async () => {
    const fresh = await startServer();
    try {
      const info = await request(fresh.url, 'GET', '/api/server');
      expect(info.body).toEqual({
        name: 'Parley',
        firstRun: true,
        setupCodeRequired: false,
        registration: 'open',
        editWindowSeconds: 86_400,
      });
      await Person.join(fresh.url);
      expect((await request(fresh.url, 'GET', '/api/server')).body).toMatchObject({ firstRun: false });
    } finally {
      await fresh.close();
    }
  });

  it('needs the setup code when it is created through a proxy or from afar', async () => {
    const fresh = await startServer();
    const afar = { 'x-forwarded-for': '203.0.113.7' };
    const register = (body: unknown) => request(fresh.url, 'POST', '/api/auth/register', { body, headers: afar });
    try {
      const { FirstRun } = await import('../src/modules/server');
      const setupCode = await fresh.app.get(FirstRun, { strict: false }).setupCode();
      expect((await request(fresh.url, 'GET', '/api/server', { headers: afar })).body).toMatchObject({
        setupCodeRequired: true,
      });
      expect(codeOf(await register(newcomer('thief')))).toBe('auth.setup_code_required');
      expect(codeOf(await register(newcomer('thief', { setupCode: 'AAAAAAAAAA' })))).toBe('auth.setup_code_required');
      expect((await register(newcomer('owner', { setupCode }))).status).toBe(201);
      expect((await register(newcomer('second'))).status).toBe(201);
    } finally {
      await fresh.close();
    }
  });
});
