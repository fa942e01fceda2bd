import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Presence, Present } from './presence.port';

/** Short enough to wait for, long enough for a loaded machine to say something in between. */
export const contractTimes = { forgottenAfterMs: 1_500, leavingMs: 1_000 };

const here = (...given: [string, Present][]) => new Map(given);
const people = (...given: [string, Present | null][]) => new Map(given);

/** What every store of presence has to do. `open` gives a node of the same installation, with `contractTimes`. */
export function presenceContract(open: () => Promise<Presence>): void {
  const [hana, tomas] = [randomUUID(), randomUUID()];

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await sleep(10);
  }

  const sees = async (presence: Presence) => [...(await presence.elsewhere([hana, tomas])).keys()];
  const isGone = (presence: Presence) => until(async () => (await sees(presence)).length === 0);

  it('shows the people of a node to the others, and not to that node itself', async () => {
    const [one, other] = [await open(), await open()];
    await one.put(people([hana, 'online'], [tomas, 'away']));
    expect(await other.elsewhere([hana, tomas, randomUUID()])).toEqual(people([hana, 'online'], [tomas, 'away']));
    expect(await other.elsewhere([])).toEqual(people());
    expect(await one.elsewhere([hana])).toEqual(people());
    await one.put(people([hana, 'away'], [tomas, null]));
    expect(await other.elsewhere([hana, tomas])).toEqual(people([hana, 'away']));
    await one.put(people([hana, null]));
    expect(await sees(other)).toEqual([]);
  });

  it('counts the most present of several nodes', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    await one.put(people([hana, 'away']));
    await other.put(people([hana, 'online']));
    expect(await third.elsewhere([hana])).toEqual(people([hana, 'online']));
    await other.put(people([hana, null]));
    expect(await third.elsewhere([hana])).toEqual(people([hana, 'away']));
    await one.put(people([hana, null]));
  });

  it('forgets what a node does not say again, and believes it when it does', async () => {
    const [one, other] = [await open(), await open()];
    await one.put(people([hana, 'online']));
    expect(await other.elsewhere([hana])).toEqual(people([hana, 'online']));
    await isGone(other);
    await one.beat(here([hana, 'online']));
    expect(await other.elsewhere([hana])).toEqual(people([hana, 'online']));
    await isGone(other);
  });

  it('says with a beat everybody who is here, and nobody else', async () => {
    const [one, other] = [await open(), await open()];
    await one.beat(here([hana, 'online']));
    await one.beat(here([tomas, 'away'], [hana, 'away']));
    expect(await other.elsewhere([hana, tomas])).toEqual(here([hana, 'away'], [tomas, 'away']));
    await one.beat(new Map());
    expect(await sees(other)).toEqual([]);
  });

  it('holds for a moment what a node said that ends in good order', async () => {
    const [one, other] = [await open(), await open()];
    await one.put(people([hana, 'online']));
    await one.leave();
    expect(await other.elsewhere([hana])).toEqual(people([hana, 'online']));
    await isGone(other);
  });

  it('takes ten thousand people at once', async () => {
    const [one, other] = [await open(), await open()];
    const ids = Array.from({ length: 10_000 }, () => randomUUID());
    await one.beat(here(...ids.map((id): [string, Present] => [id, 'online'])));
    const [first = '', last = ''] = [ids[0], ids.at(-1)];
    expect((await other.elsewhere([first, last])).size).toBe(2);
    await one.put(new Map(ids.map((id) => [id, null])));
    expect(await other.elsewhere([first, last])).toEqual(people());
  });
}
