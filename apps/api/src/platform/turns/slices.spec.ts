import { Slices } from './slices';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Longer than a slice. */
function dawdle(): void {
  for (const until = performance.now() + 3; performance.now() < until;);
}

describe('what comes in crowds', () => {
  it('is done in order, and others have a turn in between', async () => {
    const slices = new Slices();
    const done: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      slices.add(() => {
        dawdle();
        done.push(name);
      });
    }
    const others = (async () => {
      while (slices.length > 0) {
        await turn();
        done.push('-');
      }
    })();
    await others;
    expect(done.join('')).toMatch(/^-?a-b-c-$/);
  });

  it('may be more of it while it is done', async () => {
    const slices = new Slices();
    await new Promise<void>((resolve) => slices.add(() => slices.add(resolve)));
    await turn();
    expect(slices.length).toBe(0);
  });
});
