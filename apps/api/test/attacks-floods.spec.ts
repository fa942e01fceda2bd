import { serverEvents } from '@parley/contracts';
import { io } from 'socket.io-client';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import type { Person } from './person';
import { Poll } from './poll';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
// A quarter of every limit: 4 MiB at once, and half a MiB a second.
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '0.25' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const mega = 1024 * 1024;

async function connectionsOf({ id }: Person) {
  const { SlowReaders } = await import('../src/realtime/pressure/slow-readers');
  return server.app.get(SlowReaders, { strict: false }).connectionsOf(id);
}

describe('a connection that has not said whose it is', () => {
  it('is closed over a frame larger than any token', async () => {
    const socket = io(server.url, {
      auth: { token: 'x'.repeat(100_000) },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    await new Promise((resolve) => socket.io.once('close', resolve));
    const poll = await Poll.open(server.url);
    expect(await poll.post(`40${'x'.repeat(100_000)}`)).toBe(413);
  });

  it('is one socket, and tries few tokens', async () => {
    const mira = await crowd.join();
    const twice = await Poll.open(server.url);
    const good = `40${JSON.stringify({ token: mira.tokens.accessToken })}`;
    await twice.post([good, good].join('\u001e'));
    await eventually(async () => expect(await twice.isOpen()).toBe(false));

    const guesser = await Poll.open(server.url);
    for (let n = 0; n < 5; n += 1) {
      await guesser.post('40{"token":"wrong"}');
      expect(await guesser.take()).toContain('auth.token_invalid');
    }
    await guesser.post('40{"token":"wrong"}');
    await eventually(async () => expect(await guesser.isOpen()).toBe(false));
  });
});

describe('a connection that goes over to WebSocket while its token is looked at', () => {
  it('may say as much there as any other afterwards', async () => {
    const mira = await crowd.join();
    const { Arrivals } = await import('../src/realtime/arrivals');
    const arrivals = server.app.get(Arrivals, { strict: false });
    const settle = arrivals.settle.bind(arrivals);
    const held = jest.spyOn(arrivals, 'settle').mockImplementationOnce(async (socket) => {
      await settle(socket);
      const { conn } = socket;
      await new Promise<void>((resolve) => {
        for (const step of ['upgrading', 'upgrade'] as const) conn.once(step, () => resolve());
        if (conn.upgraded) resolve();
      });
    });
    const socket = io(server.url, { auth: { token: mira.tokens.accessToken }, forceNew: true, reconnection: false });
    try {
      await eventually(async () => expect(socket.io.engine.transport.name).toBe('websocket'));
      const text = 'x'.repeat(100_000);
      await expect(socket.timeout(20_000).emitWithAck('nonsense', { text })).resolves.toMatchObject({ ok: false });
      expect(held).toHaveBeenCalledTimes(1);
    } finally {
      held.mockRestore();
      socket.disconnect();
    }
  });
});

describe('a flood of bytes', () => {
  it('on a socket is read more slowly; nothing is lost, and others are heard meanwhile', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [flooder, mouth] = await Promise.all([mira.connect(), noor.connect()]);
    const answers = Array.from({ length: 7 }, () => flooder.emit('nonsense', { text: 'x'.repeat(mega) }));
    await eventually(async () => {
      const wires = (await connectionsOf(mira)).map(({ transport }) => transport.socket);
      expect(wires.some((wire) => wire?.isPaused)).toBe(true);
    });
    expect(await mouth.send(id, 'I am heard')).toMatchObject({ seq: 1 });
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ error: { code: 'event.unknown' } });
    expect(flooder.socket.connected).toBe(true);
    expect(flooder.heard(serverEvents.messageReceived)).toMatchObject([{ text: 'I am heard' }]);
  });

  it('by polling, which cannot be read more slowly, is refused', async () => {
    const { mira, noor, id } = await crowd.pair();
    const [poll, mouth] = [await Poll.open(server.url, mira.tokens.accessToken), await noor.connect()];
    const frame = JSON.stringify(['message:send', { conversationId: id, clientId: 'none', text: 'x'.repeat(mega) }]);
    for (let n = 0; n < 10; n += 1) expect(await poll.post(`42${n}${frame}`)).toBe(200);
    let said = '';
    while (!said.includes('rate.limited')) said += await poll.take();
    expect(said).toContain('retryAfterSeconds');
    // The premise: what came before was looked at.
    expect(said).toContain('validation.failed');
    expect(await mouth.send(id, 'I am heard')).toMatchObject({ seq: 1 });
  });
});
