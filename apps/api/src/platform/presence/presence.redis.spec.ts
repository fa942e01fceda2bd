import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Proxy, openProxy } from '../../../test/proxy';
import type { Config } from '../../config';
import type { Epoch } from '../database';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { Redis } from '../redis';
import { contractTimes, presenceContract } from './presence.contract';
import { presenceTimes } from './presence.port';
import { RedisPresence } from './presence.redis';

const url = process.env['PARLEY_CONTRACT_REDIS'] ?? '';
const withRedis = url ? describe : describe.skip;
const log = new Log({ warn: () => undefined } as never);
const opened: Redis[] = [];

const isReady = ({ commands }: Redis): boolean => commands.status === 'ready';

async function open(redisUrl: string, installation: string, times = presenceTimes) {
  const epoch = { get: async () => installation } as Epoch;
  const redis = await Redis.open({ redisUrl } as Config, epoch, log);
  if (!redis) throw new Error('There is a URL.');
  opened.push(redis);
  while (!isReady(redis)) await sleep(5);
  const metrics = new Metrics();
  const refused = async () => (await metrics.presence.get()).values[0]?.value ?? 0;
  return { presence: new RedisPresence(redis, metrics, times), redis, refused };
}

async function two(redisUrl = url, times = presenceTimes) {
  const installation = randomUUID();
  return { one: await open(redisUrl, installation, times), other: await open(url, installation, times) };
}

afterEach(() => {
  for (const redis of opened.splice(0)) redis.onApplicationShutdown();
});

const hana = randomUUID();
const here = new Map([[hana, 'online' as const]]);

withRedis('Presence on a Redis that somebody runs', () => {
  const installation = randomUUID();
  presenceContract(async () => (await open(url, installation, contractTimes)).presence);

  it('keeps installations that share a Redis apart', async () => {
    const { one } = await two();
    const { other } = await two();
    await one.presence.put(here);
    expect(await other.presence.elsewhere([hana])).toEqual(new Map());
  });

  it.each([
    [
      'everything was flushed',
      async (redis: Redis) => redis.commands.del(...(await redis.commands.keys(`${redis.prefix}*`))),
    ],
    [
      'something else stands in its place',
      async (redis: Redis) => {
        for (const key of await redis.commands.keys(`${redis.prefix}presence:*`)) await redis.commands.set(key, 'x');
      },
    ],
  ])('is whole again after a beat or two when %s', async (_, harm) => {
    const { one, other } = await two();
    await one.presence.put(new Map([...here, [randomUUID(), 'away']]));
    await harm(one.redis);
    const everybody = new Map([...here, ['someone', 'away' as const]]);
    for (let beats = 0; beats < 3; beats += 1) await one.presence.beat(everybody).catch(() => undefined);
    expect(await other.presence.elsewhere([hana, 'someone'])).toEqual(everybody);
  });

  it('ignores what nobody of us wrote, and counts it', async () => {
    const { one, other } = await two();
    await one.presence.put(here);
    const invented = `${one.redis.prefix}presence`;
    await one.redis.commands.sadd(invented, 'a', 'b', 'x'.repeat(10_000), '\u0000');
    await one.redis.commands.hset(`${invented}:a`, hana, 'on fire');
    await one.redis.commands.set(`${invented}:b`, 'no hash');
    expect(await other.presence.elsewhere([hana])).toEqual(here);
    expect(await other.refused()).toBe(2);
  });

  it('forgets nodes that are gone', async () => {
    const { one, other } = await two(url, { ...presenceTimes, leavingMs: 1 });
    await one.presence.put(here);
    await one.presence.leave();
    await sleep(20);
    await other.presence.beat(new Map());
    expect(await other.redis.commands.scard(`${other.redis.prefix}presence`)).toBe(1);
  });
});

withRedis('a Redis that fails under presence', () => {
  let proxy: Proxy;
  beforeEach(async () => (proxy = await openProxy(url)));
  afterEach(() => proxy.close());

  it('rejects what is asked, and holds everything again with the next beat', async () => {
    const { one, other } = await two(proxy.url);
    await one.presence.put(here);
    proxy.cut();
    while (isReady(one.redis)) await sleep(5);
    const tomas = randomUUID();
    // One went and one came: as many as before, and others.
    await expect(one.presence.put(new Map([[tomas, 'away' as const]]))).rejects.toThrow();
    await expect(one.presence.elsewhere([hana])).rejects.toThrow();
    await expect(one.presence.leave()).rejects.toThrow();
    proxy.mend();
    while (!isReady(one.redis)) await sleep(5);
    await one.presence.beat(new Map([[tomas, 'away']]));
    expect(await other.presence.elsewhere([hana, tomas])).toEqual(new Map([[tomas, 'away']]));
  });
});
