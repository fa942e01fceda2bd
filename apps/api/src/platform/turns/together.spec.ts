import { Together } from './together';

const overloaded = () => new Error('too many');

/** Reads that end when they are told to. */
function slowly() {
  const reads: { keys: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const read = (keys: string[]) =>
    new Promise<Map<string, string>>((resolve, reject) => {
      const found = keys.filter((key) => key !== 'nobody').map((key) => [key, key.toUpperCase()] as const);
      reads.push({ keys, end: () => resolve(new Map(found)), fail: reject });
    });
  return { reads, read };
}

async function begun(reads: unknown[], count: number): Promise<void> {
  while (reads.length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('reading together', () => {
  it('reads once what is asked during a read, and each key once', async () => {
    const { reads, read } = slowly();
    const together = new Together({ read, most: 3, waitingMax: 10, overloaded });
    const first = together.get('a');
    await begun(reads, 1);
    const rest = ['b', 'b', 'nobody', 'c'].map((key) => together.get(key));
    reads[0]?.end();
    await begun(reads, 2);
    reads[1]?.end();
    await begun(reads, 3);
    reads[2]?.end();
    expect(await Promise.all([first, ...rest])).toEqual(['A', 'B', 'B', undefined, 'C']);
    expect(reads.map(({ keys }) => keys)).toEqual([['a'], ['b', 'nobody'], ['c']]);
  });

  it('fails those who asked for what cannot be read, and goes on', async () => {
    const { reads, read } = slowly();
    const together = new Together({ read, most: 1, waitingMax: 10, overloaded });
    const [lost, kept] = [together.get('a'), together.get('b')];
    await begun(reads, 1);
    reads[0]?.fail(new Error('gone'));
    await expect(lost).rejects.toThrow('gone');
    await begun(reads, 2);
    reads[1]?.end();
    expect(await kept).toBe('B');
  });

  it('refuses at once whom it would keep waiting too long', async () => {
    const { reads, read } = slowly();
    const together = new Together({ read, most: 1, waitingMax: 2, overloaded });
    const waiting = [together.get('a'), together.get('b')];
    await expect(together.get('c')).rejects.toThrow('too many');
    for (const place of [0, 1]) {
      await begun(reads, place + 1);
      reads[place]?.end();
    }
    expect(await Promise.all(waiting)).toEqual(['A', 'B']);
  });
});
