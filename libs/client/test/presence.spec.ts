import { limits } from '@parley/contracts';
import { ParleyClient } from '../src/client';
import { World } from './world';

/** Ada's device, connected; bea is online and cyd is away. */
async function worldOf() {
  const world = new World(ParleyClient, 11);
  world.server.presence.appear('bea', 'online');
  world.server.presence.appear('cyd', 'away');
  await world.join('ada');
  await world.clock.pass(1_000);
  const [device] = world.devices;
  if (!device) throw new Error('Nobody is here.');
  const { client, link } = device;
  const ask = jest.spyOn(link, 'ask');
  const asked = () =>
    ask.mock.calls
      .filter(([event]) => event === 'presence:watch')
      .map(([, request]) => request as { userIds: string[] });
  const said = () => ask.mock.calls.filter(([event]) => event === 'presence:set').map(([, request]) => request);
  const stateOf = (userId: string) => client.presence.of(userId)?.state;
  const back = async () => {
    await world.clock.pass(60_000);
    expect(client.connection.snapshot().state).toBe('live');
  };
  return { world, client, link, asked, said, stateOf, back };
}

describe('watching people', () => {
  it('asks once for all who come on screen together, and hears what changes', async () => {
    const { world, client, asked, stateOf } = await worldOf();
    const told: unknown[] = [];
    client.presence.subscribe('bea', () => told.push(stateOf('bea')));
    const ends = ['bea', 'cyd', 'bea'].map((id) => client.presence.watch(id));
    expect(stateOf('bea')).toBeUndefined();
    await world.clock.pass(1_000);
    expect(asked()).toEqual([{ userIds: ['bea', 'cyd'] }]);
    expect([stateOf('bea'), stateOf('cyd')]).toEqual(['online', 'away']);
    world.server.presence.appear('bea', 'offline');
    await world.clock.pass(100);
    expect(told).toEqual(['online', 'offline']);
    // Twice on screen, once gone.
    ends[0]?.();
    ends[0]?.();
    await world.clock.pass(1_000);
    expect(asked()).toHaveLength(1);
    for (const end of ends) end();
    await world.clock.pass(1_000);
    expect(asked().at(-1)).toEqual({ userIds: [] });
    expect(stateOf('bea')).toBeUndefined();
    world.stop();
  });

  it('scrolled through, asks for those who stay', async () => {
    const { world, client, asked } = await worldOf();
    for (let n = 0; n < 50; n += 1) {
      const end = client.presence.watch(`passer-${n}`);
      await world.clock.pass(10);
      end();
    }
    client.presence.watch('bea');
    await world.clock.pass(1_000);
    expect(asked().length).toBeLessThanOrEqual(3);
    expect(asked().at(-1)).toEqual({ userIds: ['bea'] });
    world.stop();
  });

  it('of more than one may watch, watches the last ones', async () => {
    const { world, client, asked } = await worldOf();
    for (let n = 0; n < limits.presenceWatched; n += 1) client.presence.watch(`member-${n}`);
    client.presence.watch('bea');
    await world.clock.pass(1_000);
    expect(asked()[0]?.userIds).toHaveLength(limits.presenceWatched);
    expect(asked()[0]?.userIds.at(-1)).toBe('bea');
    world.stop();
  });

  it('knows nothing without a connection, and asks anew with the next one', async () => {
    const { world, client, link, asked, stateOf, back } = await worldOf();
    client.presence.watch('bea');
    await world.clock.pass(1_000);
    link.cut();
    expect(stateOf('bea')).toBeUndefined();
    world.server.presence.appear('bea', 'away');
    client.presence.watch('cyd');
    await back();
    expect(asked().map(({ userIds }) => userIds)).toEqual([['bea'], ['bea', 'cyd']]);
    expect([stateOf('bea'), stateOf('cyd')]).toEqual(['away', 'away']);
    world.stop();
  });

  it('asks again after an answer that was lost', async () => {
    const { world, client, stateOf } = await worldOf();
    world.turn({ drop: 0, double: 0, lostAnswer: 1, maxDelayMs: 1 });
    client.presence.watch('bea');
    await world.clock.pass(5_000);
    world.turn({ drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 });
    expect(stateOf('bea')).toBeUndefined();
    await world.clock.pass(30_000);
    expect(stateOf('bea')).toBe('online');
    world.stop();
  });
});

describe('saying whether anybody is there', () => {
  it('says it once, and with the next handshake', async () => {
    const { world, client, link, said, back } = await worldOf();
    const open = jest.spyOn(link, 'open');
    client.presence.set('away');
    client.presence.set('away');
    await world.clock.pass(1_000);
    expect(said()).toEqual([{ state: 'away' }]);
    link.cut();
    await back();
    expect(open).toHaveBeenLastCalledWith(expect.any(String), 'away');
    expect(said()).toHaveLength(1);
    link.cut();
    client.presence.set('online');
    await back();
    expect(open).toHaveBeenLastCalledWith(expect.any(String), 'online');
    expect(said()).toHaveLength(1);
    world.stop();
  });

  it('says it again when it may not have been heard', async () => {
    const { world, client, said } = await worldOf();
    world.turn({ drop: 0, double: 0, lostAnswer: 1, maxDelayMs: 1 });
    client.presence.set('away');
    await world.clock.pass(5_000);
    world.turn({ drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 1 });
    await world.clock.pass(30_000);
    expect(said()).toEqual([{ state: 'away' }, { state: 'away' }]);
    world.stop();
  });
});
