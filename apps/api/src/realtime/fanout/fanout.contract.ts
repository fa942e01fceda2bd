import { setTimeout as sleep } from 'node:timers/promises';
import type { Fanout } from './fanout.port';

/** What every way to the other nodes has to do, whatever it is made of. `open` gives a node of the same installation. */
export function fanoutContract(open: () => Promise<Fanout>): void {
  /** Nodes that listen and are heard, each with what it heard. */
  async function nodes(count: number): Promise<{ fanout: Fanout; heard: string[] }[]> {
    const all = await Promise.all(
      Array.from({ length: count }, async () => {
        const fanout = await open();
        const heard: string[] = [];
        const greeted = new Set<string>();
        fanout.listen((frame) => void (frame.startsWith('hello ') ? greeted.add(frame) : heard.push(frame)));
        return { fanout, heard, greeted };
      }),
    );
    for (const [index, { fanout }] of all.entries()) {
      const hello = `hello ${index}`;
      while (!all.every((node) => node === all[index] || node.greeted.has(hello))) {
        fanout.publish(hello);
        await sleep(5);
      }
    }
    return all;
  }

  it('brings what one says to every other, in the order of what that one said', async () => {
    const [one, other, third] = await nodes(3);
    const said = Array.from({ length: 200 }, (_, n) => `frame ${n}`);
    for (const frame of said) one?.fanout.publish(frame);
    while ((other?.heard.length ?? 0) < 200 || (third?.heard.length ?? 0) < 200) await sleep(5);
    expect(other?.heard).toEqual(said);
    expect(third?.heard).toEqual(said);
  });

  it.each(['', 'ä€😀', '{"a":1}\r\n', 'x'.repeat(300_000)])('brings a frame as it is', async (frame) => {
    const [one, other] = await nodes(2);
    one?.fanout.publish(frame);
    while (other?.heard.length === 0) await sleep(5);
    expect(other?.heard).toEqual([frame]);
  });

  it('knows that there are others', async () => {
    const [one] = await nodes(2);
    expect(one?.fanout.hasOthers).toBe(true);
  });
}
