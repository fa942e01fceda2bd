import { limits } from '@parley/contracts';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BodyStore } from './body-store.port';

export interface Place {
  store: BodyStore;
  /** From then on nobody reaches it. */
  breakDown(): Promise<void>;
  close(): Promise<void>;
}

const hour = 3_600_000;

const made = (text: string = randomUUID()) => ({ text, hash: createHash('sha256').update(text).digest('hex') });

/** What every store of bodies has to do, whatever it is made of. */
export function bodyStoreContract(open: () => Promise<Place>): void {
  let place: Place;
  let store: BodyStore;
  beforeAll(async () => {
    place = await open();
    ({ store } = place);
  });
  afterAll(() => place.close());

  async function put(text?: string): Promise<{ hash: string; text: string }> {
    const body = made(text);
    await store.put(body.hash, body.text);
    return body;
  }

  const all = async (idleForMs = 0) => {
    const found: string[] = [];
    for (let after = ''; ; after = found.at(-1) ?? '') {
      const page = await store.list({ after, limit: 3, idleForMs });
      found.push(...page);
      if (page.length < 3) return found;
    }
  };

  it.each([
    ['as long as may be', 'x'.repeat(limits.textBytes)],
    ['as long in another script', '語'.repeat(limits.textBytes / 3)],
    ['with everything odd that a text may hold', '\t\r\n"\\$where {"$ne":1} \u2028\ufeff👩‍💻\u{10ffff}'],
    ['that looks like a key', '__proto__'],
  ])('gives back a text %s', async (_, text) => {
    const { hash } = await put(text);
    expect(await store.get([hash])).toEqual(new Map([[hash, text]]));
  });

  it('gives those that are there, and none for no question', async () => {
    const [one, two] = [await put(), await put()];
    expect(await store.get([two.hash, made().hash, one.hash])).toEqual(
      new Map([
        [one.hash, one.text],
        [two.hash, two.text],
      ]),
    );
    expect(await store.get([])).toEqual(new Map());
    expect(await store.touch([])).toEqual([]);
    expect(await store.remove([], 0)).toBe(0);
  });

  it('stores one body for the same text, also when twenty come at once', async () => {
    const { hash, text } = made();
    await Promise.all(Array.from({ length: 20 }, () => store.put(hash, text)));
    expect((await all()).filter((found) => found === hash)).toEqual([hash]);
  });

  it('lists all in order, page by page', async () => {
    const mine = await Promise.all(Array.from({ length: 7 }, () => put()));
    await sleep(5);
    const found = await all();
    expect(found).toEqual([...found].sort());
    expect(found).toEqual(expect.arrayContaining(mine.map(({ hash }) => hash)));
  });

  it('what was put just now is not idle, and nobody removes it as such', async () => {
    const { hash } = await put();
    expect(await all(hour)).not.toContain(hash);
    expect(await store.remove([hash], hour)).toBe(0);
    expect((await store.get([hash])).has(hash)).toBe(true);
  });

  it('putting again and touching begin anew what is idle', async () => {
    const [again, touched, left] = [await put(), await put(), await put()];
    await sleep(2_000);
    const since = performance.now();
    await store.put(again.hash, again.text);
    expect(await store.touch([touched.hash, made().hash])).toEqual([touched.hash]);
    const hashes = [again.hash, touched.hash, left.hash];
    expect(await store.remove(hashes, performance.now() - since + 1_500)).toBe(1);
    expect([...(await store.get(hashes)).keys()].sort()).toEqual([again.hash, touched.hash].sort());
  });

  it('a removed body is gone, and can be put again', async () => {
    const { hash, text } = await put();
    await sleep(5);
    expect(await store.remove([hash, made().hash], 0)).toBe(1);
    expect(await store.get([hash])).toEqual(new Map());
    await put(text);
    expect(await store.get([hash])).toEqual(new Map([[hash, text]]));
  });

  it('says that it cannot be reached', async () => {
    const { hash, text } = await put();
    await place.breakDown();
    const away = { code: expect.stringMatching(/^(body_store\.)?unavailable$/) as unknown };
    await expect(store.put(hash, text)).rejects.toMatchObject(away);
    await expect(store.get([hash])).rejects.toMatchObject(away);
  });
}
