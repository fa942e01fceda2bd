import { JwtService } from '@nestjs/jwt';
import type { HttpError } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let mira: Person;
let noor: Person;

beforeAll(async () => {
  server = await startServer();
  mira = await Person.join(server.url, 'mira');
  noor = await Person.join(server.url, 'noor');
  await mira.openDirect(noor);
});
afterAll(async () => {
  mira.leave();
  await server.close();
});

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
const signed = (key: string, claims: object, options: object = {}) =>
  new JwtService({ secret: key }).sign(
    { sid: randomUUID(), ...claims },
    { subject: mira.id, issuer: 'parley', audience: 'parley:access', expiresIn: 60, ...options },
  );
const key = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz';

describe('forged tokens', () => {
  const forged = (): [string, string, string][] => [
    [
      'without a signature',
      `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: mira.id, sid: randomUUID() })}.`,
      'auth.token_invalid',
    ],
    ['signed with another key', signed('another key', {}), 'auth.token_invalid'],
    ['for another audience', signed(key, {}, { audience: 'parley:refresh' }), 'auth.token_invalid'],
    ['from another issuer', signed(key, {}, { issuer: 'elsewhere' }), 'auth.token_invalid'],
    ['signed with another algorithm', signed(key, {}, { algorithm: 'HS384' }), 'auth.token_invalid'],
    [
      'that names the key to verify it with',
      signed('another key', {}, { keyid: '../../dev/null', header: { alg: 'HS256', jwk: { kty: 'oct', k: '' } } }),
      'auth.token_invalid',
    ],
    [
      'whose algorithm is a public key’s',
      `${part({ alg: 'RS256', typ: 'JWT' })}.${claims(signed(key, {}))}.AAAA`,
      'auth.token_invalid',
    ],
    [
      'without a signature, spelled oddly',
      `${part({ alg: 'nOnE' })}.${claims(signed(key, {}))}.`,
      'auth.token_invalid',
    ],
    [
      'for two audiences of others',
      signed(key, {}, { audience: ['parley:mail', 'parley:reset'] }),
      'auth.token_invalid',
    ],
    ['that is not valid yet', signed(key, {}, { notBefore: 3_600 }), 'auth.token_invalid'],
    [
      'that never expires',
      new JwtService({ secret: key }).sign(
        { sid: randomUUID() },
        { subject: mira.id, issuer: 'parley', audience: 'parley:access' },
      ),
      'auth.token_invalid',
    ],
    ['that has expired', signed(key, {}, { expiresIn: -1 }), 'auth.token_expired'],
    ['without a session', signed(key, { sid: undefined }), 'auth.token_invalid'],
    ['whose subject is SQL', signed(key, {}, { subject: "' OR 1=1 --" }), 'auth.token_invalid'],
    ['that are nonsense', 'nonsense', 'auth.token_invalid'],
  ];
  const claims = (token: string) => token.split('.')[1] ?? '';
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('premise: the same token rightly signed is taken', async () => {
    const good = await request(server.url, 'GET', '/api/users/me', {
      headers: {
        authorization: `Bearer ${signed(key, {})}`,
      },
    });
    expect(good.status).toBe(200);
  });

  it('are refused over HTTP and at the socket handshake with the same code', async () => {
    for (const [what, token, code] of forged()) {
      const answer = await request(server.url, 'GET', '/api/users/me', {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([what, answer.status, codeOf(answer)]).toEqual([what, 401, code]);
      await expect(mira.connect({ token })).rejects.toMatchObject({ data: { code } });
    }
  });

  it('are not looked for in the query string', async () => {
    const { accessToken } = mira.tokens;
    const answer = await request(server.url, 'GET', `/api/users/me?token=${accessToken}&access_token=${accessToken}`);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'auth.required']);
    const bare = io(server.url, {
      transports: ['websocket'],
      query: { token: accessToken },
      forceNew: true,
      reconnection: false,
    });
    const error = await new Promise((resolve) => bare.once('connect_error', resolve));
    expect(error).toMatchObject({ data: { code: 'auth.required' } });
  });
});

describe('cross-site request forgery', () => {
  const signIn = async (): Promise<string> => {
    const { headers } = await request(server.url, 'POST', '/api/auth/login', {
      body: {
        login: 'mira',
        password: mira.password,
      },
    });
    return headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  };

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nobody who says so', {}],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ])('is refused when a cookie request comes from %s', async (_, headers) => {
    const cookie = await signIn();
    const answer = await request(server.url, 'POST', '/api/chat', {
      body: { kind: 'direct', userId: noor.id },
      headers: { cookie, ...headers },
    });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'origin.refused']);
  });

  it('premise: the same request from our own page works', async () => {
    const cookie = await signIn();
    const answer = await request(server.url, 'POST', '/api/chat', {
      body: { kind: 'direct', userId: noor.id },
      headers: { cookie, origin: server.url },
    });
    expect(answer.status).toBe(200);
  });

  it('cannot plant a session either: login from another site is refused', async () => {
    const body = { login: 'mira', password: mira.password };
    const answer = await request(server.url, 'POST', '/api/auth/login', {
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect([answer.status, codeOf(answer), answer.headers.getSetCookie()]).toEqual([403, 'origin.refused', []]);
  });
});

describe('cross-site WebSocket hijacking', () => {
  const attempt = (extraHeaders: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const tried = io(server.url, { transports: ['websocket'], extraHeaders, forceNew: true, reconnection: false });
      tried.once('connect', () => resolve('connected')).once('connect_error', (error) => resolve(error.message));
      tried.once('connect', () => tried.disconnect());
    });

  it('ends before the upgrade for another origin, and for a cookie without any', async () => {
    const { headers } = await request(server.url, 'POST', '/api/auth/login', {
      body: {
        login: 'mira',
        password: mira.password,
      },
    });
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(await attempt({ cookie, origin: server.url })).toBe('connected');
    expect(await attempt({ cookie, origin: 'https://evil.example' })).not.toBe('connected');
    expect(await attempt({ cookie })).not.toBe('connected');
  });
});

describe('a cache on the way', () => {
  it.each([
    ['GET', '/api/users/me'],
    ['GET', '/api/server'],
    ['GET', '/API/users/me'],
    ['GET', '/api/nothing'],
    ['POST', '/api/auth/login'],
  ])('is told to keep nothing of %s %s', async (method, path) => {
    const { headers } = await mira.ask(method, path, method === 'POST' ? {} : undefined);
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
