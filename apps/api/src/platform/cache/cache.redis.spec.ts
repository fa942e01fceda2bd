import { randomUUID } from 'node:crypto';
import type { Redis as Client } from 'ioredis';
import { eventually } from '../../../test/eventually';
import { RedisProcess, withOwnRedis } from '../../../test/redis-process';
import { Config } from '../../config';
import type { Epoch } from '../database';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { Patience, Redis } from '../redis';
import { SigningKey } from '../secrets';
import { cacheContract } from './cache.contract';
import { RedisCache } from './cache.redis';

const url = process.env['PARLEY_CONTRACT_REDIS'] ?? '';
const withRedis = url ? describe : describe.skip;
const ttlMs = 60_000;

const opened: Redis[] = [];
afterAll(() => opened.forEach((redis) => redis.onApplicationShutdown()));

/** A node. How long it waits is out of the way, unless that is what the test is about. */
async function open({ at = url, installation = `contract ${randomUUID()}`, secret = 'one', answerMs = 20_000 } = {}) {
  const lines: string[] = [];
  const log = new Log({ warn: (...said: unknown[]) => lines.push(JSON.stringify(said)) } as never);
  const redis = await Redis.open({ redisUrl: at } as Config, { get: async () => installation } as Epoch, log);
  if (!redis) throw new Error('There is a URL.');
  opened.push(redis);
  await eventually(async () => void (await redis.commands.ping()));
  const metrics = new Metrics();
  const key = await SigningKey.load(new Config({ NODE_ENV: 'test', JWT_SECRET: secret }), undefined as never);
  const cache = new RedisCache(new Patience(redis.commands, log, answerMs), redis.prefix, key, metrics);
  const counted = async (outcome: string) =>
    (await metrics.cache.get()).values.find(({ labels }) => labels['outcome'] === outcome)?.value ?? 0;
  return { cache, client: redis.commands, prefix: redis.prefix, lines, counted };
}

async function keysOf(client: Client, prefix: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const keys of client.scanStream({ match: `${prefix}*`, count: 1_000 })) {
    for (const key of keys as string[]) found.add(key);
  }
  return [...found];
}

withRedis('Cache on a Redis that somebody runs', () => {
  cacheContract(async () => ({ cache: (await open()).cache, close: async () => undefined }));

  it('is one for the nodes of an installation, and none of another’s', async () => {
    const installation = randomUUID();
    const [one, twin, stranger] = await Promise.all([open({ installation }), open({ installation }), open()]);
    await one.cache.put('code:mira', '123456', ttlMs);
    await one.cache.count('limit:mira', 4, ttlMs);
    expect(await stranger.cache.get('code:mira')).toBeNull();
    expect(await twin.cache.count('limit:mira', 1, ttlMs)).toMatchObject({ count: 5 });
    const taken = await Promise.all([one, twin, one, twin].map(({ cache }) => cache.take('code:mira')));
    expect(taken.filter((value) => value !== null)).toEqual(['123456']);
  });

  it('shows neither what it keeps nor for whom to whoever reads the Redis, and keeps nothing for ever', async () => {
    const { cache, client, prefix } = await open();
    await cache.put('body:mira@example.org', 'a canary sings', ttlMs);
    await cache.putIfAbsent('code:mira@example.org', 'a canary sings', ttlMs);
    await cache.count('limit.login:mira@example.org', 1, ttlMs);
    const keys = await keysOf(client, prefix);
    expect(keys.map((key) => key.slice(prefix.length).split(':').slice(0, 2).join(':')).toSorted()).toEqual([
      'cache:body',
      'cache:code',
      'cache:limit.login',
    ]);
    for (const key of keys) {
      expect(`${key} ${(await client.getBuffer(key))?.toString('latin1')}`).not.toMatch(/canary|mira/);
      expect(await client.pttl(key)).toBeGreaterThan(0);
    }
  });

  it('brings large texts as they were, takes back the oldest when they are too many, and nothing of another kind', async () => {
    const { cache, client, prefix } = await open();
    const text = (n: number) => `${n}${'ä'.repeat(512 * 1024)}`;
    await cache.put('code:mira', 'kept', ttlMs);
    for (let n = 0; n < 33; n += 1) await cache.put(`body:${n}`, text(n), ttlMs);
    await eventually(async () => expect(await cache.get('body:0')).toBeNull());
    expect(await cache.get('body:32')).toBe(text(32));
    expect(await cache.get('code:mira')).toBe('kept');
    await client.unlink(...(await keysOf(client, prefix)));
  });
});

withRedis('a Redis that others write to', () => {
  const foreign: [string, (client: Client, key: string) => Promise<unknown>][] = [
    ['no seal', (client, key) => client.set(key, '123456')],
    ['nothing', (client, key) => client.set(key, '')],
    ['broken UTF-8', (client, key) => client.set(key, Buffer.from([0xff, 0xfe, 0, 0xc0]))],
    ['a list', (client, key) => client.multi().del(key).rpush(key, 'x').exec()],
    ['a hash', (client, key) => client.multi().del(key).hset(key, '__proto__', 'x').exec()],
    ['more than fits', (client, key) => client.setrange(key, 9 * 1024 * 1024, 'x')],
    ['a number beyond all', (client, key) => client.set(key, '9223372036854775807')],
    ['no whole number', (client, key) => client.set(key, '1e3', 'PX', ttlMs)],
    ['a count without an end', (client, key) => client.set(key, '1000')],
  ];

  it.each(foreign)('takes %s for nothing, counts it, and goes on', async (_, write) => {
    const { cache, client, prefix, counted } = await open();
    await cache.put('code:mira', 'ours', ttlMs);
    const [key = ''] = await keysOf(client, prefix);
    await write(client, key);
    expect(await cache.get('code:mira')).toBeNull();
    await write(client, key);
    expect(await cache.take('code:mira')).toBeNull();
    await write(client, key);
    expect(await cache.putIfAbsent('code:mira', 'ours again', ttlMs)).toBe(true);
    expect(await cache.get('code:mira')).toBe('ours again');
    await write(client, key);
    expect(await cache.count('code:mira', 2, ttlMs)).toMatchObject({ count: 2 });
    expect(await client.pttl(key)).toBeGreaterThan(0);
    expect([await counted('malformed'), await counted('away')]).toEqual([4, 0]);
  });

  it('believes no value that was moved to another key, or closed with another signing key', async () => {
    const installation = randomUUID();
    const { cache, client, prefix } = await open({ installation });
    await cache.put('challenge:of the attacker', 'attacker', ttlMs);
    const [theirs = ''] = await keysOf(client, prefix);
    await cache.put('challenge:of mira', 'mira', ttlMs);
    const ours = (await keysOf(client, prefix)).find((key) => key !== theirs) ?? '';
    await client.copy(theirs, ours, 'REPLACE');
    expect(await cache.get('challenge:of mira')).toBeNull();
    expect(await cache.get('challenge:of the attacker')).toBe('attacker');
    const other = await open({ installation, secret: 'two' });
    expect(await other.cache.get('challenge:of the attacker')).toBeNull();
  });
});

withOwnRedis('a Redis that fails', () => {
  let redis: RedisProcess;
  beforeAll(async () => (redis = await RedisProcess.start()));
  afterAll(() => redis.kill());

  it('and hangs is waited for once, then by nobody, said once, and asked again when it answers', async () => {
    const { cache, lines, counted } = await open({ at: redis.url, answerMs: 300 });
    redis.pause();
    await expect(cache.get('code:mira')).rejects.toMatchObject({ code: 'unavailable' });
    const order: string[] = [];
    const asked = Array.from({ length: 100 }, () => cache.count('limit:mira', 1, ttlMs).catch(() => order.push('no')));
    await Promise.all([...asked, new Promise(setImmediate).then(() => order.push('a turn'))]);
    // Without waiting for anything: all of them before the event loop turns once.
    expect(order.indexOf('a turn')).toBe(100);
    redis.goOn();
    await eventually(() => cache.put('code:mira', 'back', ttlMs));
    await eventually(async () => expect(await cache.get('code:mira')).toBe('back'));
    expect(lines.filter((line) => line.includes('in time'))).toHaveLength(1);
    expect(await counted('away')).toBeGreaterThanOrEqual(101);
  });

  it('and is killed refuses at once, and one that comes up in its place is empty and as good', async () => {
    const { cache } = await open({ at: redis.url });
    await cache.put('code:mira', 'kept', ttlMs);
    await redis.kill();
    await eventually(() => expect(cache.get('code:mira')).rejects.toMatchObject({ code: 'unavailable' }));
    await redis.startAgain();
    await eventually(async () => expect(await cache.get('code:mira')).toBeNull());
    await cache.put('code:mira', 'kept again', ttlMs);
  });

  it('and is full refuses what guards, says why, and copies are only missing', async () => {
    const { cache, client, lines } = await open({ at: redis.url });
    await client.config('SET', 'maxmemory', '1');
    await expect(cache.count('limit:mira', 1, ttlMs)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(cache.put('body:1', 'x', ttlMs)).rejects.toMatchObject({ code: 'unavailable' });
    expect(lines.join()).toContain('"reason":"OOM"');
    await client.config('SET', 'maxmemory', '0');
    expect(await cache.count('limit:mira', 1, ttlMs)).toMatchObject({ count: 1 });
  });
});
