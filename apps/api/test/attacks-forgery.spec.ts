import { type HttpError, cookieNames } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let cookie: string;
const crowd = new Crowd(() => server.url);

beforeAll(async () => {
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  const { tokens } = await crowd.join();
  cookie = `${cookieNames.access}=${tokens.accessToken}; ${cookieNames.refresh}=${tokens.refreshToken}`;
});
afterAll(() => server.close());

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

const safe = new Set(['get', 'head', 'options', '_all']);

/** Every route that changes something, from the router itself: a new one is under test before anybody thinks of it. */
function mutatingRoutes(): { method: string; path: string }[] {
  const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack
    .flatMap(({ route }) => (route ? [route] : []))
    .flatMap(({ path, methods }) => Object.keys(methods).map((method) => ({ method, path })))
    .filter(({ method }) => !safe.has(method))
    .map(({ method, path }) => ({ method: method.toUpperCase(), path: path.replaceAll(/:\w+/g, randomUUID()) }));
}

const outcome = async (method: string, path: string, headers: Record<string, string>) => {
  const { status, body, headers: answered } = await request(server.url, method, path, { headers, body: {} });
  return [status, (body as HttpError).code, answered.getSetCookie()];
};

describe('every route that changes something', () => {
  it('premise: they are found, and our own page may ask them', async () => {
    const routes = mutatingRoutes();
    const known = ['POST /api/auth/login', 'POST /api/chat', 'DELETE /api/users/me/sessions', 'POST /api/auth/logout'];
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(expect.arrayContaining(known));
    for (const { method, path } of routes.filter(({ path: each }) => !each.includes('/auth/'))) {
      const [, code] = await outcome(method, path, { cookie, origin: server.url });
      expect([method, path, code]).not.toEqual([method, path, 'origin.refused']);
    }
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a name that begins with ours', { origin: 'http://127.0.0.1.evil.example' }],
    ['a sibling site that names no origin', { 'sec-fetch-site': 'same-site' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['another site by its referer', { referer: 'https://evil.example/' }],
    ['nobody who says so', {}],
  ])('refuses a cookie from %s', async (_, headers) => {
    for (const { method, path } of mutatingRoutes()) {
      const answered = await outcome(method, path, { cookie, ...(headers as Record<string, string>) });
      expect([method, path, ...answered]).toEqual([method, path, 403, 'origin.refused', []]);
    }
  });

  it('refuses another site without a cookie, too: it could plant a session of its own', async () => {
    for (const { method, path } of mutatingRoutes()) {
      const answered = await outcome(method, path, { origin: 'https://evil.example' });
      expect([method, path, ...answered]).toEqual([method, path, 403, 'origin.refused', []]);
    }
  });

  it('takes no form: what a page can send across sites without asking is not read', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await fetch(`${server.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ login: 'person1', password: 'correct horse battery' }),
      });
      expect([type, answer.status]).toEqual([type, 400]);
    }
  });
});
