import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runTool, tooling } from './run-tool';

interface Tree {
  broken: { rule: string; from: string; to: string }[];
  arrows: [from: string, to: string][];
}

interface Rule {
  name: string;
  comment: string;
}

const { forbidden } = jest.requireActual<{ forbidden: Rule[] }>('./boundaries.cjs');
const fixtures = join(tooling, 'fixtures/boundaries');
const fixture = (name: string) => join(fixtures, name);

describe('the arrows between the rooms', () => {
  let trees: Record<string, Tree>;

  beforeAll(() => {
    const roots = [repository, ...readdirSync(fixtures).map(fixture)];
    trees = JSON.parse(runTool('boundaries.mjs', ['--json', ...roots]).stdout);
  }, 60_000);

  it('have one failing fixture per rule, and no fixture without a rule', () => {
    const names = forbidden.map(({ name }) => name);
    expect(readdirSync(fixtures).sort()).toEqual([...names, 'allowed'].sort());
  });

  it.each(forbidden.map(({ name }) => name))('%s is broken by its fixture, once, and nothing else is', (name) => {
    expect(trees[fixture(name)]?.broken.map(({ rule }) => rule)).toEqual([name]);
  });

  it.each(forbidden)('$name says why it is there', ({ comment }) => {
    expect(comment).toMatch(/^\S.{40,}\.$/);
  });

  it('let through what the house is built on', () => {
    const allowed = trees[fixture('allowed')];
    expect(allowed?.arrows.length).toBeGreaterThan(12);
    expect(allowed?.broken).toEqual([]);
  });

  // Without this, a resolver that loses its way at a workspace package would leave every rule true and empty.
  it('are seen through the workspace packages of the real tree', () => {
    const arrows = trees[repository]?.arrows ?? [];
    const count = (from: RegExp, to: RegExp) => arrows.filter(([a, b]) => from.test(a) && to.test(b)).length;
    expect(count(/^apps\/api\/src\/modules\//, /^libs\/contracts\/src\//)).toBeGreaterThan(3);
    expect(count(/^apps\/web\/src\//, /^libs\/client\/src\//)).toBeGreaterThan(0);
    expect(count(/^libs\/client\/src\//, /^libs\/contracts\/src\//)).toBeGreaterThan(0);
    expect(count(/^apps\/api\/src\/modules\//, /^apps\/api\/src\/platform\/database\//)).toBeGreaterThan(2);
  });
});
