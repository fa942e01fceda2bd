import { randomUUID } from 'node:crypto';
import type { Cache } from './cache.port';

const ttlMs = 60_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What every cache has to do, whatever it is made of. */
export function cacheContract(open: () => Promise<{ cache: Cache; close(): Promise<void> }>): void {
  let place: Awaited<ReturnType<typeof open>>;
  let cache: Cache;
  let key: string;
  beforeAll(async () => {
    place = await open();
    ({ cache } = place);
  });
  afterAll(() => place.close());
  beforeEach(() => (key = `contract:${randomUUID()}`));

  it('gives what was put, and nothing else', async () => {
    await cache.put(key, 'first', ttlMs);
    await cache.put(key, 'second', ttlMs);
    expect(await cache.get(key)).toBe('second');
    expect(await cache.get(`${key}x`)).toBeNull();
  });

  it.each(['', 'ä€😀', '__proto__', '{"a":1}', 'x'.repeat(100_000)])('keeps a value as it is', async (value) => {
    await cache.put(key, value, ttlMs);
    expect(await cache.get(key)).toBe(value);
  });

  it.each(['contract:__proto__', 'contract:constructor', 'contract:a b\r\n', 'contract:ä:😀'])(
    'takes any key: %j',
    async (odd) => {
      expect(await cache.get(odd)).toBeNull();
      await cache.put(odd, 'there', ttlMs);
      expect(await cache.take(odd)).toBe('there');
    },
  );

  it('forgets in time', async () => {
    await cache.put(key, 'short', 1_000);
    expect(await cache.get(key)).toBe('short');
    await wait(1_050);
    expect(await cache.get(key)).toBeNull();
    expect(await cache.take(key)).toBeNull();
    expect(await cache.putIfAbsent(key, 'next', ttlMs)).toBe(true);
  });

  it('lives longer when it is put again', async () => {
    await cache.put(key, 'short', 40);
    await cache.put(key, 'long', ttlMs);
    await wait(60);
    expect(await cache.get(key)).toBe('long');
  });

  it('lets one of many put what is absent', async () => {
    const won = await Promise.all(Array.from({ length: 20 }, (_, n) => cache.putIfAbsent(key, `${n}`, ttlMs)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await cache.get(key)).toBe(`${won.indexOf(true)}`);
  });

  it('lets one of many take it', async () => {
    await cache.put(key, 'once', ttlMs);
    const taken = await Promise.all(Array.from({ length: 20 }, () => cache.take(key)));
    expect(taken.filter((value) => value !== null)).toEqual(['once']);
    expect(await cache.get(key)).toBeNull();
  });

  it('counts each of many', async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, () => cache.count(key, 1, ttlMs)));
    expect(counts.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(await cache.count(key, 5, ttlMs)).toMatchObject({ count: 25 });
    expect(await cache.count(key, -1, ttlMs)).toMatchObject({ count: 24 });
  });

  it('ends a count with the time of its first, however often it is added to', async () => {
    await cache.count(key, 1, 2_000);
    await wait(100);
    const second = await cache.count(key, 1, 2_000);
    expect(second.count).toBe(2);
    expect(second.expiresInMs).toBeLessThanOrEqual(1_905);
    await wait(2_000);
    expect(await cache.count(key, 1, ttlMs)).toMatchObject({ count: 1 });
  });

  it('says how long a count runs', async () => {
    const { expiresInMs } = await cache.count(key, 1, ttlMs);
    expect(expiresInMs).toBeGreaterThan(ttlMs - 5_000);
    expect(expiresInMs).toBeLessThanOrEqual(ttlMs);
  });
}
