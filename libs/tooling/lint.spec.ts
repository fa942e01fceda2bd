import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository, tooling } from './run-tool';

interface Diagnostic {
  code: string;
  filename: string;
}

const fixtures = join(tooling, 'fixtures/lint');
const rules = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The rules as the root configuration sets them; only its list of ignored paths is left out. */
function lintFixtures(): Diagnostic[] {
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '-c', join(fixtures, 'rules.json'), '-f', 'json', fixtures];
  const { stdout } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  return JSON.parse(stdout).diagnostics;
}

describe('the lint rules the house counts on', () => {
  const diagnostics = lintFixtures();

  it.each(rules.map(({ name }) => name))('%s refuses its fixture, and no other rule does', (rule) => {
    const broken = diagnostics.filter(({ filename }) => filename.includes(`/${rule}/`));
    expect(broken.map(({ code }) => code)).toEqual([expect.stringContaining(`(${rule})`)]);
  });
});
