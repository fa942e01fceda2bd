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
