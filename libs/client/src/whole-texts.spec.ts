import { limits, type MessageBodies } from '@parley/contracts';
import { VirtualClock } from '../test/virtual-clock';
import { aMessage } from '../test/wire';
import { ParleyError } from './parley.errors';
import type { Requests } from './surface';
import { TextLibrary } from './whole-texts';

const large = (id: string, editedAt: string | null = null) =>
  ({ ...aMessage({ seq: 1 }), id, editedAt, conversationId: 'harbour', large: true }) as const;

/** Has every text but those that are named here, and room for three in an answer. */
class Shelf implements Requests {
  readonly asked: string[][] = [];
  refusal: ParleyError | null = null;
  editedAt: string | null = null;
  size = 10;

  async request<T>(_method: string, path: string): Promise<T> {
    const ids = new URL(path, 'http://shelf').searchParams.get('ids')?.split(',') ?? [];
    this.asked.push(ids);
    await Promise.resolve();
    if (this.refusal) throw this.refusal;
    const there = ids.filter((id) => id !== 'gone');
    const items = there.slice(0, 3).map((messageId) => ({
      messageId,
      editedAt: this.editedAt,
      text: messageId.padEnd(this.size, '.'),
    }));
    return { items, left: there.slice(3) } satisfies MessageBodies as T;
  }
}

function setUp() {
  const clock = new VirtualClock();
  const shelf = new Shelf();
  return { clock, shelf, library: new TextLibrary(shelf, clock) };
}

describe('whole texts', () => {
  it('are asked for together, once each, and again for those that found no room', async () => {
    const { clock, shelf, library } = setUp();
    const all = ['a', 'b', 'c', 'd', 'gone'].map((id) => large(id));
    for (const message of [...all, ...all]) library.load(message);
    expect(all.map((message) => library.get(message)?.state)).toEqual(Array(5).fill('loading'));
    expect(shelf.asked).toEqual([]);
    await clock.pass(10);
    expect(shelf.asked).toEqual([['a', 'b', 'c', 'd', 'gone'], ['d']]);
    expect(all.map((message) => library.get(message)?.state)).toEqual(['ready', 'ready', 'ready', 'ready', 'error']);
  });

  it('never ask for more than twenty at once, nor for what is not large', async () => {
    const { clock, shelf, library } = setUp();
    for (let n = 0; n < 45; n += 1) library.load(large(`gone${n}`));
    library.load({ ...large('short'), large: false });
    await clock.pass(10);
    expect(Math.max(...shelf.asked.map((ids) => ids.length))).toBe(20);
    expect(new Set(shelf.asked.flat()).size).toBe(45);
  });

  it('say why they did not come, and are asked for again', async () => {
    const { clock, shelf, library } = setUp();
    shelf.refusal = new ParleyError('body_store.unavailable', 'away');
    library.load(large('a'));
    await clock.pass(10);
    expect(library.get(large('a'))).toMatchObject({ state: 'error', error: { code: 'body_store.unavailable' } });
    shelf.refusal = null;
    library.load(large('a'));
    await clock.pass(10);
    expect(library.get(large('a'))).toMatchObject({ state: 'ready', text: 'a.........' });
  });

  it('belong to one edit: after the next, the text of that is asked for', async () => {
    const { clock, shelf, library } = setUp();
    library.load(large('a'));
    await clock.pass(10);
    expect(library.get(large('a', 'later'))).toBeUndefined();
    shelf.editedAt = 'later';
    library.load(large('a', 'later'));
    await clock.pass(10);
    expect(library.get(large('a', 'later'))?.state).toBe('ready');
  });

  it('are taken as they are brought, and asked for when they are not brought in time', async () => {
    const { clock, shelf, library } = setUp();
    for (const id of ['brought', 'late']) {
      library.load(large(id));
      library.expect(large(id));
    }
    await clock.pass(500);
    expect(shelf.asked).toEqual([]);
    library.take({ messageId: 'brought', editedAt: null, text: 'all of it' });
    expect(library.get(large('brought'))).toEqual({ state: 'ready', text: 'all of it' });
    await clock.pass(500);
    expect(shelf.asked).toEqual([['late']]);
    expect(library.get(large('late'))).toMatchObject({ state: 'ready' });
    await clock.pass(2_000);
    expect(shelf.asked).toHaveLength(1);
  });

  it('are asked for at once where they are too long to be brought', async () => {
    const { clock, shelf, library } = setUp();
    const long = { ...large('long'), textLength: limits.broughtTextBytes + 1 };
    library.expect(long);
    library.load(long);
    await clock.pass(10);
    expect(shelf.asked).toEqual([['long']]);
  });

  it('make room for later ones, and are gone with who asked', async () => {
    const { clock, shelf, library } = setUp();
    shelf.size = 3 * 1024 * 1024;
    for (const id of ['a', 'b', 'c']) {
      library.load(large(id));
      await clock.pass(10);
    }
    expect(['a', 'b', 'c'].map((id) => library.get(large(id))?.state)).toEqual([undefined, 'ready', 'ready']);
    library.forget();
    expect(library.get(large('c'))).toBeUndefined();
  });
});
