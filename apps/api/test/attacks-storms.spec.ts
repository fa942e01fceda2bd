import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type Socket, connect } from 'node:net';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import type { PersonSocket } from './person';
import { Poll } from './poll';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
afterEach(async () => {
  crowd.leave();
  await server.close();
});

/** As a network that goes: nothing is said any more, not even goodbye. */
function cut({ socket }: PersonSocket): void {
  (socket.io.engine.transport as unknown as { ws: { terminate(): void } }).ws.terminate();
}

describe('a storm', () => {
  it('of connections that never say whose they are: an address has so many and no more, until some have gone', async () => {
    // A hundredth of every limit.
    server = await startServer({ RATE_LIMIT_FACTOR: '0.01' });
    const strangers = 40;
    let inside: Poll[] = [];
    // Who says nothing for ten seconds is sent away, which on a slow machine may be before the last has knocked.
    await eventually(async () => {
      const knocks = await Promise.all(Array.from({ length: strangers + 5 }, () => knock()));
      inside = knocks.filter((poll) => poll !== null);
      expect(inside).toHaveLength(strangers);
    }, 40_000);
    // Closing packets.
    for (const poll of inside.slice(0, 2)) await poll.post('1');
    await eventually(async () => expect(await knock()).not.toBeNull());
  });

  it('of more knocks than may wait: who is turned away does not keep the connection open', async () => {
    server = await startServer();
    const { Doorway } = await import('../src/realtime/pressure/doorway');
    const doorway = server.app.get(Doorway, { strict: false });
    let refused: Socket | undefined;
    server.app.getHttpServer().prependListener('upgrade', (request: IncomingMessage) => {
      refused = request.socket;
      for (let n = 0; n < 20_000; n += 1) doorway.enter(request, () => undefined);
    });
    // Says nothing more and does not go.
    const client = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    client.write('GET /socket.io/ HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 /);
    await eventually(async () => expect(refused?.destroyed).toBe(true));
    client.destroy();
  });

  it('of knocks that waited until nobody is there any more: they are turned away, and nothing of them is read', async () => {
    server = await startServer();
    const { Doorway } = await import('../src/realtime/pressure/doorway');
    const doorway = server.app.get(Doorway, { strict: false });
    const outcomes: boolean[] = [];
    // Reading its address would throw.
    const unread = {} as IncomingMessage;
    const knocked = performance.now();
    for (let n = 0; n < 3; n += 1) doorway.enter(unread, (isFull) => outcomes.push(isFull));
    const clock = jest.spyOn(performance, 'now').mockReturnValue(knocked + 16_000);
    await eventually(async () => expect(outcomes).toEqual([true, true, true]));
    clock.mockRestore();
    expect(await knock()).not.toBeNull();
  });

  it('of sockets whose network goes in one moment: all of them leave, and others are heard meanwhile', async () => {
    server = await startServer();
    const { mira, noor, id } = await crowd.pair();
    const mouth = await noor.connect();
    const sockets = await Promise.all(Array.from({ length: 30 }, () => mira.connect()));
    const { SlowReaders } = await import('../src/realtime/pressure/slow-readers');
    const { Audience } = await import('../src/realtime/audience');
    const connections = () => server.app.get(SlowReaders, { strict: false }).connectionsOf(mira.id);
    expect(connections()).toHaveLength(sockets.length);
    for (const socket of sockets) cut(socket);
    for (let n = 1; n < 5; n += 1) expect(await mouth.send(id, 'is anybody there?')).toMatchObject({ seq: n });
    await eventually(async () => expect(connections()).toHaveLength(0));
    expect(server.app.get(Audience, { strict: false }).isHere(mira.id)).toBe(false);
    expect(mouth.socket.connected).toBe(true);
  });
});

const knock = () => Poll.open(server.url).catch(() => null);
