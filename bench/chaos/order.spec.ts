import { faults } from './faults/index.mjs';
import { together } from './order.mjs';

const one = (name: string, breaks: string[], leans: string[] = []) => ({ name, breaks, leans }) as never;
const namesOf = (groups: { name: string }[][]) => groups.map((group) => group.map(({ name }) => name));

describe('faults that happen at once', () => {
  it('break neither what another breaks, nor what another leans on', () => {
    const all = [one('kill', ['node'], ['postgres']), one('stop', ['postgres']), one('flush', ['redis'])];
    for (const group of namesOf(together(all, 3))) {
      expect(group).not.toEqual(expect.arrayContaining(['kill', 'stop']));
    }
    expect(together(all, 3)).toHaveLength(2);
  });

  it('are as many as are asked for, and each is in one group', () => {
    const free = [one('a', ['redis']), one('b', ['mongo']), one('c', ['rabbitmq']), one('d', ['network'])];
    expect(together(free, 3).map(({ length }) => length)).toEqual([3, 1]);
    const groups = together(faults, 3);
    expect(groups.length).toBeLessThan(faults.length);
    expect(namesOf(groups).flat().toSorted()).toEqual(faults.map(({ name }) => name).toSorted());
    expect(together(faults, 1)).toHaveLength(faults.length);
  });
});
