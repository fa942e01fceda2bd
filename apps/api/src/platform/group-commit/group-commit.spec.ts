import { GroupCommit } from './group-commit';

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Item {
  lane: string;
  value: number;
}

function arrange(commit: (items: Item[]) => Promise<number[]>, gather?: () => Promise<unknown>) {
  const batches: number[][] = [];
  const told: number[] = [];
  const group = new GroupCommit<Item, number>(
    {
      laneOf: ({ lane }) => lane,
      commit: (items) => {
        batches.push(items.map(({ value }) => value));
        return commit(items);
      },
      committed: (items) => told.push(...items.map(({ value }) => value)),
      overloaded: () => new Error('overloaded'),
    },
    gather,
  );
  return { group, batches, told };
}

describe('GroupCommit', () => {
  it('puts what arrives during a commit into the next one', async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const { group, batches } = arrange(async (items) => {
      if (batches.length === 1) await gate;
      return items.map(({ value }) => value * 10);
    });
    const first = group.add({ lane: 'a', value: 1 });
    await turn();
    const rest = [2, 3, 4].map((value) => group.add({ lane: 'a', value }));
    finish();
    await expect(Promise.all([first, ...rest])).resolves.toEqual([10, 20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('waits a moment for more after a crowd, and for nobody after a few', async () => {
    let gathered = () => {};
    const gather = jest.fn(() => new Promise<void>((resolve) => (gathered = resolve)));
    const { group, batches } = arrange(async (items) => items.map(({ value }) => value), gather);
    const add = (...values: number[]) => Promise.all(values.map((value) => group.add({ lane: 'a', value })));
    await add(1, 2);
    await add(3);
    expect(gather).not.toHaveBeenCalled();
    await add(4, 5, 6);
    await turn();
    expect(gather).toHaveBeenCalledTimes(1);
    const late = add(7);
    await turn();
    await turn();
    const later = add(8);
    expect(batches).toEqual([[1, 2], [3], [4, 5, 6]]);
    gathered();
    await Promise.all([late, later]);
    expect(batches.at(-1)).toEqual([7, 8]);
    expect(gather).toHaveBeenCalledTimes(1);
  });

  it('answers the senders before the others are told, and tells in the order of commits', async () => {
    const { group, told } = arrange(async (items) => items.map(({ value }) => value));
    const seen: string[] = [];
    await Promise.all(
      [1, 2, 3].map((value) => group.add({ lane: 'a', value }).then(() => seen.push(`${value} ${told.length}`))),
    );
    expect(seen).toEqual(['1 0', '2 0', '3 0']);
    await turn();
    expect(told).toEqual([1, 2, 3]);
  });

  it('lets one bad row fail alone', async () => {
    const { group, batches } = arrange(async (items) => {
      if (items.some(({ value }) => value === 2)) throw new Error('bad row');
      return items.map(({ value }) => value);
    });
    const results = await Promise.allSettled([1, 2, 3].map((value) => group.add({ lane: 'a', value })));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('does not ask a database that is gone again for each row', async () => {
    const gone = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const { group, batches } = arrange(() => Promise.reject(gone));
    const results = await Promise.allSettled([1, 2, 3].map((value) => group.add({ lane: 'a', value })));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(batches).toHaveLength(1);
  });

  it('tries a single one twice: its twin in another lane may have been faster', async () => {
    const { group, batches } = arrange(async (items) => {
      if (batches.length === 1) throw new Error('unique violation');
      return items.map(({ value }) => value);
    });
    await expect(group.add({ lane: 'a', value: 1 })).resolves.toBe(1);
    expect(batches).toEqual([[1], [1]]);
  });

  it('tries a batch that lost against another node one by one, and refuses no neighbour', async () => {
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    const { group, batches } = arrange(async (items) => {
      if (items.length > 1) throw deadlock;
      return items.map(({ value }) => value);
    });
    await expect(Promise.all([1, 2].map((value) => group.add({ lane: 'a', value })))).resolves.toEqual([1, 2]);
    expect(batches).toEqual([[1, 2], [1], [2]]);
  });

  it('goes on after a failure', async () => {
    let broken = true;
    const { group } = arrange(async (items) => {
      if (broken) throw new Error('once');
      return items.map(({ value }) => value);
    });
    await expect(group.add({ lane: 'a', value: 1 })).rejects.toThrow('once');
    broken = false;
    await expect(group.add({ lane: 'a', value: 2 })).resolves.toBe(2);
  });

  it('refuses at once when too many wait', async () => {
    const { group } = arrange(() => new Promise(() => {}));
    const waiting = Array.from({ length: 5_001 }, (_, value) => group.add({ lane: 'a', value }));
    await expect(waiting.at(-1)).rejects.toThrow('overloaded');
    // The others are refused in their time.
    for (const one of waiting) void one.catch(() => undefined);
  });

  it('drains: resolves only when everything accepted is answered', async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const { group } = arrange(async (items) => {
      await gate;
      return items.map(({ value }) => value);
    });
    const order: string[] = [];
    const answered = group.add({ lane: 'a', value: 1 }).then(() => order.push('answered'));
    const drained = group.drain().then(() => order.push('drained'));
    await turn();
    expect(order).toEqual([]);
    finish();
    await Promise.all([answered, drained]);
    expect(order).toEqual(['answered', 'drained']);
  });

  it('answers within its time whoever waits in a lane whose commit hangs, and commits nobody who was refused', async () => {
    let now = 0;
    let finish = () => {};
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const batches: number[][] = [];
    const told: number[] = [];
    const group = new GroupCommit<Item, number>(
      {
        laneOf: ({ lane }) => lane,
        commit: async (items) => {
          batches.push(items.map(({ value }) => value));
          if (batches.length === 1) await gate;
          return items.map(({ value }) => value);
        },
        committed: (items) => told.push(...items.map(({ value }) => value)),
        overloaded: () => new Error('overloaded'),
      },
      undefined,
      () => now,
    );
    const hanging = group.add({ lane: 'a', value: 1 });
    await turn();
    await turn();
    const behind = group.add({ lane: 'a', value: 2 });
    now = 4_000;
    await expect(behind).rejects.toThrow('overloaded');
    const soon = group.add({ lane: 'a', value: 3 });
    now = 4_700;
    await expect(hanging).rejects.toThrow('overloaded');
    finish();
    await expect(soon).resolves.toBe(3);
    await turn();
    expect(batches).toEqual([[1], [3]]);
    // It was committed, whatever its sender was told: so the others hear of it.
    expect(told).toEqual([1, 3]);
  });
});
