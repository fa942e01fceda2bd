import { cacheContract } from './cache.contract';
import { MemoryCache } from './cache.memory';

const open = async () => {
  const cache = new MemoryCache();
  return { cache, close: async () => cache.onModuleDestroy() };
};

describe('Cache in this process', () => cacheContract(open));

describe('a flood of keys', () => {
  it('pushes out the oldest of its own kind, and nothing of another', async () => {
    const { cache, close } = await open();
    await cache.put('code:mira', 'kept', 60_000);
    for (let n = 0; n <= 50_000; n += 1) await cache.count(`limit:${n}`, 1, 60_000);
    expect(await cache.count('limit:1', 1, 60_000)).toMatchObject({ count: 2 });
    expect(await cache.count('limit:0', 1, 60_000)).toMatchObject({ count: 1 });
    expect(await cache.get('code:mira')).toBe('kept');
    await close();
  });

  it('is bounded by what it weighs too', async () => {
    const { cache, close } = await open();
    const mebibyte = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 33; n += 1) await cache.put(`body:${n}`, mebibyte, 60_000);
    expect(await cache.get('body:0')).toBeNull();
    expect(await cache.get('body:2')).not.toBeNull();
    await close();
  });

  it('is bounded by what the keys weigh, too', async () => {
    const { cache, close } = await open();
    const long = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 33; n += 1) await cache.count(`limit:${n} ${long}`, 1, 60_000);
    expect(await cache.count(`limit:32 ${long}`, 1, 60_000)).toMatchObject({ count: 2 });
    expect(await cache.count(`limit:0 ${long}`, 1, 60_000)).toMatchObject({ count: 1 });
    await close();
  });
});
