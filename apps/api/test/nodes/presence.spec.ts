import { type PersonPresence, type PresenceState, clientEvents, serverEvents } from '@parley/contracts';
import { Database } from '../../src/platform/database';
import { Presence } from '../../src/platform/presence';
import { Redis } from '../../src/platform/redis';
import { Pulse } from '../../src/realtime/presence/pulse';
import { eventually } from '../eventually';
import type { PersonSocket } from '../person';
import { type Proxy, openProxy } from '../proxy';
import { watch } from '../watching';
import { Nodes } from './nodes';
import { redisUrl } from './ways';

const withRedis = redisUrl ? describe : describe.skip;

withRedis('presence between nodes', () => {
  const nodes = new Nodes();
  let proxy: Proxy;
  beforeAll(async () => {
    proxy = await openProxy(redisUrl);
    await nodes.start('Redis', proxy.url);
  });
  afterAll(async () => {
    await nodes.close();
    await proxy.close();
  });
  afterEach(() => nodes.crowd.leave());

  const told = (socket: PersonSocket): PresenceState[] =>
    socket.told
      .filter(({ event }) => event === serverEvents.userOnline || event === serverEvents.userOffline)
      .map(({ data }) => (data as PersonPresence).state);
  const isTold = (socket: PersonSocket, ...states: PresenceState[]) =>
    eventually(async () => expect(told(socket)).toEqual(states), 30_000);
  const beat = () => Promise.all(nodes.parts(Pulse).map((pulse) => pulse.beat()));
  const isReached = () =>
    eventually(async () => {
      for (const redis of nodes.parts(Redis)) expect(redis.commands.status).toBe('ready');
    });

  /** Mira here has Noor on screen, who is there. */
  async function apart() {
    const { mira, noor } = await nodes.crowd.pair();
    const [eye, phone] = await Promise.all([mira.connect(), nodes.connectThere(noor)]);
    // A moment after they came, or with the question.
    await watch(eye, noor);
    await eventually(async () => expect(await watch(eye, noor)).toMatchObject([{ state: 'online' }]), 20_000);
    eye.told.length = 0;
    return { mira, noor, eye, phone };
  }

  it('is told of whoever comes, changes and goes at another node', async () => {
    const { noor, eye, phone } = await apart();
    await phone.ask(clientEvents.presenceSet, { state: 'away' });
    await isTold(eye, 'away');
    await noor.connect();
    await isTold(eye, 'away', 'online');
    noor.leave();
    expect(await eye.hears(serverEvents.userOffline)).toMatchObject({ userId: noor.id, lastSeen: expect.any(String) });
  });

  it('takes the people of a node along that was killed, and of a Redis that was flushed not for long', async () => {
    const { eye } = await apart();
    const [, redis] = nodes.parts(Redis);
    // As if the time had passed within which a node is believed.
    const keys = await redis.commands.keys(`${redis.prefix}presence*`);
    expect(keys.length).toBeGreaterThan(1);
    await redis.commands.del(...keys);
    const [here] = nodes.parts(Pulse);
    await here.beat();
    await isTold(eye, 'offline');
    await beat();
    await beat();
    await isTold(eye, 'offline', 'online');
  });

  it('waits for no Redis that hangs or is gone: who is here is right at once, and the others when it is back', async () => {
    const { mira, noor, eye, phone } = await apart();
    proxy.pause();
    const other = await mira.connect({ presence: 'away' });
    // What was known elsewhere still stands; one's own node is never in doubt.
    expect(await watch(eye, noor, mira)).toMatchObject([{ state: 'online' }, { state: 'online' }]);
    await phone.ask(clientEvents.presenceSet, { state: 'away' });
    eye.socket.disconnect();
    await watch(other, mira);
    await isTold(other, 'away');
    proxy.cut();
    const back = await mira.connect();
    expect(await watch(back, mira)).toMatchObject([{ state: 'online' }]);
    proxy.mend();
    await isReached();
    await beat();
    await eventually(async () => expect(await watch(back, noor)).toMatchObject([{ state: 'away' }]), 20_000);
  }, 60_000);

  it('costs a storm of reconnections a word a person, and its watchers no more', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => nodes.crowd.join()));
    const [mira] = people;
    if (!mira) throw new Error('nobody came');
    await Promise.all(people.map((one) => mira.openDirect(one)));
    const comeTo = async (url: string) => {
      const sockets: PersonSocket[] = [];
      for (let n = 0; n < 12; n += 1) sockets.push(...(await Promise.all(people.map((one) => one.connect({ url })))));
      return sockets;
    };
    const before = await comeTo(nodes.here);
    const eye = await mira.connect();
    expect((await watch(eye, ...people)).map(({ state }) => state)).toEqual(people.map(() => 'online'));

    const [putHere, putThere] = nodes.parts(Presence).map((presence) => jest.spyOn(presence, 'put'));
    const [, { pool }] = nodes.parts(Database);
    const query = jest.spyOn(pool, 'query');
    for (const { socket } of before) socket.disconnect();
    const after = await comeTo(nodes.there);
    await Promise.all(after.map((socket) => watch(socket, ...people)));
    const asked = query.mock.calls.filter(([given]) => (given as { name?: string }).name === 'presence_acquaintance');
    query.mockRestore();
    // Those of the tests before are still on their way out.
    const isOurs = ([id]: [string, unknown]) => people.some((one) => one.id === id);
    const named = (put?: jest.SpyInstance) =>
      (put?.mock.calls ?? []).flatMap(([moved]) => [...(moved as Map<string, unknown>)].filter(isOurs));
    await eventually(async () => expect(named(putHere)).toHaveLength(people.length - 1), 30_000);
    expect(named(putHere).map(([, state]) => state)).toEqual(Array.from({ length: people.length - 1 }, () => null));
    expect(named(putThere)).toHaveLength(people.length);
    expect(asked.length).toBeLessThan(after.length / 2);
    // On a machine so slow that they were gone for longer than a blink, they are told to be gone and back, once each.
    expect(told(eye).length).toBeLessThanOrEqual(2 * people.length);
  }, 120_000);
});
