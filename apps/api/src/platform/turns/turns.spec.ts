import { Turns } from './turns';

it('takes one at a time for each key, in order, also after one that failed', async () => {
  const turns = new Turns();
  const told: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const all = [turns.take('a', work('1', true)), turns.take('a', work('2')), turns.take('b', work('3'))];
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(told.filter((line) => !line.startsWith('3'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
  expect(told.indexOf('3 begins')).toBeLessThan(told.indexOf('2 begins'));
});
