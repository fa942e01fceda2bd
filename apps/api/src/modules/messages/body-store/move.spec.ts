import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { openTestDatabase } from '../../../../test/test-database';
import type { BodyStore } from './body-store.port';
import { PostgresBodyStore } from './body-store.postgres';
import { hashOf } from './large-text';
import { clearBodies, copyBodies, moveBodies } from './move';
import { TwoStores } from './two-stores';

let places: { pool: Pool; store: BodyStore; close: () => Promise<void> }[];
beforeEach(async () => {
  places = await Promise.all(
    [0, 1].map(async () => {
      const { url, close } = await openTestDatabase();
      const pool = new Pool({ connectionString: url });
      return { pool, store: new PostgresBodyStore({ pool }), close };
    }),
  );
});
afterEach(async () => {
  for (const { pool, close } of places) {
    await pool.end();
    await close();
  }
});

async function fill(store: BodyStore, count: number): Promise<Map<string, string>> {
  const texts = Array.from({ length: count }, (_, n) => `${n} ${randomUUID()} ä😀`);
  for (const text of texts) await store.put(hashOf(text), text);
  return new Map(texts.map((text) => [hashOf(text), text]));
}

const silent = (): void => undefined;

describe('moving bodies', () => {
  it('goes on where it was broken off, finds what comes meanwhile, and removes only what it has copied whole', async () => {
    const [from, to] = places.map(({ store }) => store) as [BodyStore, BodyStore];
    const all = await fill(from, 50);
    const put = to.put.bind(to);
    let left = 30;
    const broken = jest.spyOn(to, 'put').mockImplementation((hash, text) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('cut')) : put(hash, text);
    });
    await expect(copyBodies(from, to, silent)).rejects.toThrow('cut');
    broken.mockRestore();

    let arriving: Promise<Map<string, string>> | undefined;
    const sum = await copyBodies(from, to, () => void (arriving ??= fill(from, 1)));
    expect(sum.copied).toBeGreaterThanOrEqual(20);
    const late = (await arriving) ?? new Map<string, string>();
    await copyBodies(from, to, silent);
    const whole = new Map([...all, ...late]);
    expect(await to.get([...whole.keys()])).toEqual(whole);

    const [damaged] = whole.keys();
    await places[1]?.pool.query(`UPDATE bodies SET text = 'other' WHERE hash = $1`, [damaged]);
    expect(await clearBodies(from, to, silent)).toBe(50);
    expect([...(await from.get([...whole.keys()])).keys()]).toEqual([damaged]);
  });

  it('hides nothing meanwhile: two stores read as one', async () => {
    const [main, former] = places.map(({ store }) => store) as [BodyStore, BodyStore];
    const both = new TwoStores(main, former);
    const old = await fill(former, 5);
    const fresh = await fill(both, 3);
    const all = new Map([...old, ...fresh]);
    expect(await both.get([...all.keys()])).toEqual(all);
    expect((await both.touch([...all.keys()])).sort()).toEqual([...all.keys()].sort());
    expect(await both.list({ after: '', limit: 6, idleForMs: -60_000 })).toEqual([...all.keys()].sort().slice(0, 6));
    expect([...(await main.get([...all.keys()])).keys()].sort()).toEqual([...fresh.keys()].sort());
    // With the main one away, what the other has can be read, and nothing is taken for lost.
    const away = jest.spyOn(main, 'get').mockRejectedValue(new Error('away'));
    expect(await both.get([...old.keys()])).toEqual(old);
    await expect(both.get([...all.keys()])).rejects.toThrow('away');
    away.mockRestore();
    await both.remove([...all.keys()], -60_000);
    expect(await both.get([...all.keys()])).toEqual(new Map());
  });

  const service = process.env['PARLEY_CONTRACT_MONGO'];
  if (service) {
    it('to MongoDB and back loses nothing', async () => {
      const [{ pool, store }] = places as [(typeof places)[number]];
      const mongodbUrl = Object.assign(new URL(service), {
        pathname: `/parley_test_${randomBytes(6).toString('hex')}`,
      }).href;
      const all = await fill(store, 25);
      const there = await moveBodies({ database: { pool }, mongodbUrl, to: 'mongodb', clear: true, say: silent });
      expect(there).toMatchObject({ copied: 25, removed: 25, damaged: 0 });
      expect(await store.list({ after: '', limit: 1, idleForMs: -60_000 })).toEqual([]);
      const back = await moveBodies({ database: { pool }, mongodbUrl, to: 'postgresql', clear: true, say: silent });
      expect(back).toMatchObject({ copied: 25, removed: 25 });
      expect(await store.get([...all.keys()])).toEqual(all);
    });
  }
});
