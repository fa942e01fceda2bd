import { Slices, giveWay } from './slices';

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

  it('shares one slice with other crowds, in turns', async () => {
    const done: string[] = [];
    const crowds = ['a', 'b'].map((name) => {
      const slices = new Slices();
      for (let n = 1; n <= 3; n += 1) {
        slices.add(() => {
          dawdle();
          done.push(`${name}${n}`);
        });
      }
      return slices;
    });
    let most = 0;
    while (crowds.some(({ length }) => length > 0)) {
      const before = done.length;
      await turn();
      most = Math.max(most, done.length - before);
    }
    expect(done).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
    expect(most).toBe(1);
  });

  it('gives way to those who connect, and is done all the same while they do', async () => {
    let now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const someTurns = async () => {
      for (let n = 0; n < 10; n += 1) {
        giveWay();
        await turn();
      }
    };
    const done: string[] = [];
    const slices = new Slices();
    for (const name of ['first', 'second']) slices.add(() => done.push(name));
    await someTurns();
    expect(done).toEqual(['first']);
    now += 6;
    await someTurns();
    expect(done).toEqual(['first', 'second']);
    clock.mockRestore();
  });
});
