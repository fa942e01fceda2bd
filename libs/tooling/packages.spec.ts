import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool';

const good = {
  manifest: {
    scripts: { start: 'node start.mjs' },
    dependencies: { pg: '8.23.0', native: 'npm:typescript@7.0.2' },
    allowScripts: { builder: false },
  },
  lock: { packages: { 'node_modules/builder': { version: '1.0.0', hasInstallScript: true } } },
};

describe('package.json and its lockfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-packages-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const check = ({ manifest = {}, lock = {} }: { manifest?: object; lock?: object }) => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...good.manifest, ...manifest }));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...good.lock, ...lock }));
    return runTool('packages.mjs', [folder]);
  };

  it('pass when they keep their promises', () => {
    expect(check({})).toEqual({ status: 0, stdout: '' });
  });

  it.each([
    ['a range', { manifest: { dependencies: { pg: '^8.23.0' } } }, 'pg is "^8.23.0"'],
    ['any version', { manifest: { devDependencies: { pg: '*' } } }, 'pg is "*"'],
    ['a script outside the vocabulary', { manifest: { scripts: { deploy: 'true' } } }, 'script "deploy"'],
    ['an install script nobody decided about', { manifest: { allowScripts: {} } }, 'builder brings an install script'],
    [
      'a lockfile tied to a host',
      { lock: { packages: { 'node_modules/pg': { resolved: 'https://example.org/pg.tgz' } } } },
      'node_modules/pg is tied to',
    ],
  ])('refuse %s', (_what, change, said) => {
    const { status, stdout } = check(change);
    expect(status).toBe(1);
    expect(stdout).toContain(said);
  });
});
