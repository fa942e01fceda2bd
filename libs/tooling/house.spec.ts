import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runTool, tooling } from './run-tool';

interface Report {
  rules: { name: string; why: string }[];
  trees: Record<string, { rule: string; path: string }[]>;
}

const fixtures = join(tooling, 'fixtures/house');
const roots = readdirSync(fixtures).map((name) => join(fixtures, name));
const { rules, trees }: Report = JSON.parse(runTool('house.mjs', ['--json', ...roots, repository]).stdout);

describe('the rules of the house', () => {
  it('have one failing fixture each, and no fixture without a rule', () => {
    const names = rules.map(({ name }) => name);
    expect(readdirSync(fixtures).sort()).toEqual([...names, 'allowed'].sort());
  });

  it.each(rules)('$name is broken by its fixture, once, and nothing else is', ({ name }) => {
    expect(trees[join(fixtures, name)]?.map(({ rule }) => rule)).toEqual([name]);
  });

  it.each(rules)('$name says why it is there', ({ why }) => {
    expect(why).toMatch(/^\S.{40,}\.$/);
  });

  it('let through what the house is built on', () => {
    expect(trees[join(fixtures, 'allowed')]).toEqual([]);
  });
});
