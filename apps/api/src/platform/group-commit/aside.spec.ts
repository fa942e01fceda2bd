import { GroupCommit } from './group-commit';

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Item {
  lane: string;
  value: number;
}

describe('where somebody else holds what a commit needs', () => {
  const heldError = () => Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });

  function arrangeHeld(held: Set<string>, now?: () => number) {
    const committed: string[] = [];
    const group = new GroupCommit<Item, number>(
      {
        laneOf: ({ lane }) => lane,
        commit: async (items) => {
          await turn();
          if (items.some(({ lane }) => held.has(lane))) throw heldError();
          committed.push(...items.map(({ lane, value }) => `${lane}${value}`));
          return items.map(({ value }) => value);
        },
        committed: () => undefined,
        overloaded: () => new Error('overloaded'),
        free: async (keys) => keys.filter((key) => !held.has(key)),
      },
      () => Promise.resolve(),
      now,
    );
    return { group, committed };
  }
  const lanes = Array.from({ length: 20 }, (_, n) => `lane${n}.`);

  it('commits the others, and what was held in its order once it is free', async () => {
    const held = new Set(['lane3.', 'lane4.']);
    const { group, committed } = arrangeHeld(held);
    const add = (value: number) => lanes.map((lane) => [lane, group.add({ lane, value })] as const);
    const all = [...add(1), ...add(2)];
    await turn();
    all.push(...add(3));
    const others = all.filter(([lane]) => !held.has(lane));
    await Promise.all(others.map(([, answer]) => answer));
    all.push(...add(4));
    await Promise.all(all.filter(([lane]) => !held.has(lane)).map(([, answer]) => answer));
    expect(committed.filter((name) => /^lane[34]\./.test(name))).toEqual([]);
    held.delete('lane4.');
    await Promise.all(all.filter(([lane]) => lane === 'lane4.').map(([, answer]) => answer));
    held.clear();
    await Promise.all(all.map(([, answer]) => answer));
    for (const lane of lanes) {
      expect(committed.filter((name) => name.startsWith(lane))).toEqual([1, 2, 3, 4].map((n) => `${lane}${n}`));
    }
    await group.drain();
  });

  it('is not held up where what is held is not the key: the guilty one is found alone', async () => {
    const { group, committed } = arrangeHeld(new Set());
    const guilty = new Set([2]);
    const { commit } = group['work'];
    group['work'].commit = async (items) => {
      await turn();
      if (items.some(({ value }) => guilty.has(value))) throw heldError();
      return commit(items);
    };
    const [first, second, third] = [1, 2, 3].map((value) => group.add({ lane: `lane${value}.`, value }));
    await Promise.all([first, third]);
    expect(committed.toSorted()).toEqual(['lane1.1', 'lane3.3']);
    guilty.clear();
    await expect(second).resolves.toBe(2);
  });

  it('refuses who has waited too long, commits them never, and takes the next', async () => {
    let now = 0;
    const held = new Set(['lane3.']);
    const { group, committed } = arrangeHeld(held, () => now);
    const late = group.add({ lane: 'lane3.', value: 1 });
    await turn();
    now = 3_000;
    const later = group.add({ lane: 'lane3.', value: 2 });
    now = 4_000;
    await expect(late).rejects.toThrow('overloaded');
    held.clear();
    await expect(later).resolves.toBe(2);
    await group.drain();
    expect(committed).toEqual(['lane3.2']);
  });

  it('counts what was waited for before, and refuses at once who comes too late', async () => {
    let now = 10_000;
    const held = new Set(['lane3.']);
    const { group, committed } = arrangeHeld(held, () => now);
    const first = group.add({ lane: 'lane3.', value: 1 });
    const twin = group.add({ lane: 'lane3.', value: 2 }, 7_000);
    await expect(group.add({ lane: 'lane3.', value: 3 }, 6_000)).rejects.toThrow('overloaded');
    await turn();
    now = 11_000;
    await expect(twin).rejects.toThrow('overloaded');
    held.clear();
    await expect(first).resolves.toBe(1);
    await group.drain();
    expect(committed).toEqual(['lane3.1']);
  });

  it('refuses all of them when the database is gone, and goes on after it', async () => {
    const held = new Set(['lane3.']);
    const { group } = arrangeHeld(held);
    const gone = jest.spyOn(group['work'], 'free' as never).mockRejectedValueOnce(new Error('gone') as never);
    await expect(group.add({ lane: 'lane3.', value: 1 })).rejects.toThrow('gone');
    gone.mockRestore();
    held.clear();
    await expect(group.add({ lane: 'lane3.', value: 2 })).resolves.toBe(2);
  });
});
