import { type HttpError, clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Person, type PersonSocket, request } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let mira: Person;
let noor: Person;
let stranger: Person;
let conversationId: string;
let socket: PersonSocket;

beforeAll(async () => {
  server = await startServer();
  mira = await Person.join(server.url, 'mira');
  noor = await Person.join(server.url, 'noor');
  stranger = await Person.join(server.url, 'stranger');
  conversationId = (await mira.openDirect(noor)).id;
  socket = await mira.connect();
});
afterAll(async () => {
  for (const person of [mira, noor, stranger]) person.leave();
  await server.close();
});

const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;
describe('what is not yours', () => {
  it('looks exactly like what does not exist', async () => {
    const someId = randomUUID();
    const paths = (id: string) => [
      ['GET', `/api/chat/${id}`],
      ['GET', `/api/chat/${id}/messages`],
      ['GET', `/api/chat/${id}/messages/${someId}`],
      ['GET', `/api/chat/${id}/receipts`],
      ['GET', `/api/sync/changes?conversationId=${id}&after=0`],
      ['POST', `/api/chat/${id}/messages`],
    ];
    const body = { clientId: randomUUID(), text: 'hello' };
    const answers = async (id: string) =>
      Promise.all(
        paths(id).map(async ([method = '', path = '']) => {
          const { status, body: said } = await stranger.ask(method, path, method === 'POST' ? body : undefined);
          const { requestId: _, ...rest } = said as HttpError;
          return [path.replace(id, ':id'), status, rest];
        }),
      );
    const foreign = await answers(conversationId);
    expect(foreign).toEqual(await answers(randomUUID()));
    expect(foreign.every(([, status]) => status === 404)).toBe(true);
  });

  it('is as silent on the socket, and nothing of it is heard', async () => {
    const outside = await stranger.connect();
    const asks: [string, object][] = [
      [clientEvents.messageSend, { conversationId, clientId: randomUUID(), text: 'let me in' }],
      [clientEvents.messageRead, { conversationId, seq: 1 }],
      [clientEvents.messageDelivered, { conversationId, seq: 1 }],
      [clientEvents.syncChanges, { conversationId, after: 0 }],
    ];
    for (const [event, payload] of asks) {
      expect([event, await outside.emit(event, payload)]).toEqual([
        event,
        { ok: false, error: expect.objectContaining({ code: 'not_found' }) },
      ]);
    }
    expect(await outside.ask(clientEvents.syncChanges, { since: [{ conversationId, after: 0 }] })).toMatchObject({
      items: [],
    });
    await socket.send(conversationId, 'between us');
    await socket.ask(clientEvents.syncHeads, {});
    expect(outside.told).toEqual([]);
  });

  it('stays closed to a message id of another conversation', async () => {
    const own = await stranger.openDirect(stranger);
    const secret = await socket.send(conversationId, 'secret');
    expect((await stranger.ask('GET', `/api/chat/${own.id}/messages/${secret.id}`)).status).toBe(404);
    const quote = { clientId: randomUUID(), text: 'quoting', replyTo: secret.id };
    expect((await stranger.ask('POST', `/api/chat/${own.id}/messages`, quote)).status).toBe(404);
  });
});

describe('hostile packets', () => {
  const good = () => ({ conversationId, clientId: randomUUID(), text: 'hello' });
  const hostile: [string, () => unknown, string][] = [
    ['a forged sender', () => ({ ...good(), senderId: randomUUID() }), 'validation.failed'],
    ['a forged seq', () => ({ ...good(), seq: 1 }), 'validation.failed'],
    ['a forged time', () => ({ ...good(), createdAt: '2020-01-01T00:00:00.000Z' }), 'validation.failed'],
    ['no text', () => ({ ...good(), text: undefined }), 'validation.failed'],
    ['an empty text', () => ({ ...good(), text: '' }), 'validation.failed'],
    ['a number for a text', () => ({ ...good(), text: 7 }), 'validation.failed'],
    ['an array for a text', () => ({ ...good(), text: ['a'] }), 'validation.failed'],
    ['binary for a text', () => ({ ...good(), text: Buffer.from('a') }), 'validation.failed'],
    ['a NUL in the text', () => ({ ...good(), text: 'a\0b' }), 'validation.failed'],
    ['a control character', () => ({ ...good(), text: 'ding\u0007' }), 'validation.failed'],
    ['a lone surrogate', () => ({ ...good(), text: '\ud800' }), 'validation.failed'],
    ['an override of the direction', () => ({ ...good(), text: 'invoice\u202egpj.exe' }), 'validation.failed'],
    ['an isolate that stays open', () => ({ ...good(), text: 'see \u2067this' }), 'validation.failed'],
    ['a text too long', () => ({ ...good(), text: 'a'.repeat(1_100_000) }), 'message.too_large'],
    ['a client id that is none', () => ({ ...good(), clientId: 'one' }), 'validation.failed'],
    ['SQL for an id', () => ({ ...good(), conversationId: "'; DROP TABLE messages; --" }), 'validation.failed'],
    ['an operator for an id', () => ({ ...good(), conversationId: { $gt: '' } }), 'validation.failed'],
    ['a reply to nothing', () => ({ ...good(), replyTo: randomUUID() }), 'not_found'],
    [
      'a prototype key',
      () =>
        JSON.parse(
          `{"__proto__":{"ok":true},"text":"x","clientId":"${randomUUID()}","conversationId":"${conversationId}"}`,
        ),
      'validation.failed',
    ],
    ['a constructor key', () => ({ ...good(), constructor: { prototype: {} } }), 'validation.failed'],
    ['a key that every object has', () => ({ ...good(), toString: 1 }), 'validation.failed'],
    ['text for an object', () => 'hello', 'validation.failed'],
    ['null', () => null, 'validation.failed'],
  ];

  it.each(hostile)('%s gets a clear refusal, and the socket lives on', async (_, payload, code) => {
    expect(await socket.emit(clientEvents.messageSend, payload())).toMatchObject({ ok: false, error: { code } });
    expect(socket.socket.connected).toBe(true);
    expect({}).not.toHaveProperty('ok');
  });

  it('a list of lists for a list of objects gets a clear refusal', async () => {
    const since = [{ conversationId, after: 0 }];
    expect(await socket.emit(clientEvents.syncChanges, { since })).toMatchObject({ ok: true });
    expect(await socket.emit(clientEvents.syncChanges, { since: [since] })).toMatchObject({
      ok: false,
      error: { code: 'validation.failed' },
    });
  });

  it('nesting a hundred thousand deep is refused, and the socket lives on', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const payload = JSON.stringify(good()).replace('"hello"', deep);
    const refused = new Promise((resolve) => {
      socket.socket.io.engine.on('packet', ({ data }: { data?: string }) => data?.startsWith('3999') && resolve(data));
    });
    socket.socket.io.engine.write(`2999["message:send",${payload}]`);
    expect(await refused).toContain('"code":"validation.failed"');
    expect(socket.socket.connected).toBe(true);
  });

  it('unknown events are named and counted', async () => {
    expect(await socket.emit('message:steal', {})).toMatchObject({ ok: false, error: { code: 'event.unknown' } });
    const metrics = await request(server.url, 'GET', '/metrics');
    expect(metrics.body).toMatch(/parley_socket_refusals_total\{code="event.unknown"\} [1-9]/);
  });

  it('a frame of nothing ends that socket and no other', async () => {
    const hollow = await stranger.connect();
    hollow.socket.io.engine.send('');
    expect(await hollow.isClosed()).toBe(true);
    await expect(socket.send(conversationId, 'still here')).resolves.toMatchObject({ text: 'still here' });
  });

  it('a frame over the limit ends that socket and no other', async () => {
    const flooder = await stranger.connect();
    void flooder.emit(clientEvents.messageSend, { ...good(), text: 'a'.repeat(5 * 1024 * 1024) }).catch(() => {});
    expect(await flooder.isClosed()).toBe(true);
    await expect(socket.send(conversationId, 'still here')).resolves.toMatchObject({ text: 'still here' });
  });

  it.each([
    ['broken JSON', '{"text": '],
    ['broken UTF-8', Buffer.from(JSON.stringify({ clientId: randomUUID(), text: 'caf\u00e9' }), 'latin1')],
    ['an array', '[]'],
    ['a text', '"hello"'],
  ])('%s as an HTTP body is the sender’s fault', async (_, body) => {
    const answer = await fetch(`${server.url}/api/chat/${conversationId}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mira.tokens.accessToken}` },
      body,
    });
    expect([answer.status, ((await answer.json()) as HttpError).code]).toEqual([400, 'validation.failed']);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'cursor=nonsense',
    'cursor=WzFd',
    'before=-1',
    'before=1&after=2',
    'nonsense=1',
  ])('a list asked with ?%s is refused', async (query) => {
    const path =
      query.startsWith('before') || query.startsWith('nonsense') ? `/api/chat/${conversationId}/messages` : '/api/chat';
    expect((await mira.ask('GET', `${path}?${query}`)).status).toBe(400);
  });
});

describe('what is told to the outside', () => {
  it('keeps metrics to this machine', async () => {
    const afar = { 'x-forwarded-for': '203.0.113.7' };
    expect((await request(server.url, 'GET', '/metrics')).status).toBe(200);
    expect((await request(server.url, 'GET', '/metrics', { headers: afar })).status).toBe(404);
  });

  it('has a strict policy on every answer', async () => {
    const { headers } = await request(server.url, 'GET', '/health/live');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('lets no cache keep what a polling transport carries', async () => {
    const { status, headers } = await request(server.url, 'GET', '/socket.io/?EIO=4&transport=polling');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('every route but the public ones asks who you are', async () => {
    const document = (await request(server.url, 'GET', '/api/docs-json')).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const open = new Set(
      `post register, post login, post second-factor, post refresh, post logout, post otp, post otp/verify,
       post password/forgot, post password/reset, post email/verify, get invites/{code}`
        .split(/,\s+/)
        .map((route) => route.replace(' ', ' /api/auth/')),
    ).add('get /api/server');
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    );
    expect(routes.length).toBeGreaterThan(12);
    for (const { path, method } of routes.filter((route) => !open.has(`${route.method} ${route.path}`))) {
      const answer = await request(server.url, method.toUpperCase(), path.replace(/\{\w+\}/g, randomUUID()));
      expect([method, path, answer.status, codeOf(answer)]).toEqual([method, path, 401, 'auth.required']);
    }
  });
});
