import type { HttpError } from '@parley/contracts';
import { request as ask } from 'node:http';
import { io } from 'socket.io-client';
import { Person, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
afterEach(() => server.close());

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

describe('an address that is denied', () => {
  // The tests come from 127.0.0.1; the list names it as IPv6 does.
  beforeEach(async () => (server = await startServer({ IP_DENY: '::ffff:127.0.0.0/104', IP_ALLOW: '127.0.0.1' })));

  it.each([
    ['GET', '/api/server'],
    ['GET', '/'],
    ['GET', '/api/docs-json'],
    ['POST', '/api/auth/login'],
    ['GET', '/metrics'],
    ['OPTIONS', '/api/server'],
  ])('is refused before anything is read: %s %s', async (method, path) => {
    const answer = await request(server.url, method, path, { body: method === 'POST' ? '}not JSON' : undefined });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'address.refused']);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  it('may ask how this server is, from the machine itself and not from behind a proxy', async () => {
    expect((await request(server.url, 'GET', '/health/live')).status).toBe(200);
    const headers = { 'x-forwarded-for': '127.0.0.1' };
    expect((await request(server.url, 'GET', '/health/live', { headers })).status).toBe(403);
  });

  it.each(['websocket', 'polling'] as const)('opens no socket over %s', async (transport) => {
    const socket = io(server.url, { transports: [transport], forceNew: true, reconnection: false });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).not.toContain('Sign in');
  });
});

describe('an address that is denied behind a trusted proxy', () => {
  beforeEach(async () => (server = await startServer({ TRUSTED_PROXIES: 'loopback', IP_DENY: '203.0.113.0/24' })));

  it('is refused, whatever it writes to the left of its own; premise: others are not', async () => {
    const as = (forwarded: string) =>
      request(server.url, 'GET', '/api/server', { headers: { 'x-forwarded-for': forwarded } });
    expect((await as('198.51.100.7')).status).toBe(200);
    expect((await as('203.0.113.9')).status).toBe(403);
    expect((await as('198.51.100.7, 203.0.113.9')).status).toBe(403);
    expect((await as('127.0.0.1, ::ffff:203.0.113.9')).status).toBe(403);
  });

  it('opens no socket; premise: others do', async () => {
    const mira = await Person.join(server.url, 'mira');
    const connect = (forwarded: string) =>
      new Promise<string>((resolve) => {
        const socket = io(server.url, {
          auth: { token: mira.tokens.accessToken },
          transports: ['websocket'],
          extraHeaders: { 'x-forwarded-for': forwarded },
          forceNew: true,
          reconnection: false,
        });
        socket.once('connect', () => (socket.disconnect(), resolve('connected')));
        socket.once('connect_error', ({ message }) => resolve(message));
      });
    expect(await connect('198.51.100.7')).toBe('connected');
    expect(await connect('198.51.100.7, 203.0.113.9')).not.toBe('connected');
  });
});

describe('a forged X-Forwarded-For', () => {
  it('does not make a stranger a neighbour: the first account needs the setup code', async () => {
    server = await startServer({ TRUSTED_PROXIES: 'loopback' });
    const { port } = new URL(server.url);
    const info = await new Promise<string>((resolve, reject) => {
      const headers = { host: `localhost:${port}`, 'x-forwarded-for': '127.0.0.1' };
      ask({ host: '127.0.0.1', port, path: '/api/server', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => resolve(text));
      })
        .on('error', reject)
        .end();
    });
    expect(JSON.parse(info)).toMatchObject({ firstRun: true, setupCodeRequired: true });
  });
});
