import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../../errors';
import { identityOf } from './running-process';
import { codeOf } from './system-error';

interface Holder {
  pid: number;
  identity: string;
  started: string;
}

/** One server a data folder: its postmaster, its media and its keys belong to whoever holds this. */
export class DataLock {
  private constructor(
    private readonly path: string,
    private readonly mine: string,
  ) {}

  static take(dataDir: string): DataLock {
    const path = join(dataDir, 'lock');
    const started = new Date(Date.now() - process.uptime() * 1000).toISOString();
    const holder: Holder = { pid: process.pid, identity: identityOf(process.pid) ?? '', started };
    const mine = JSON.stringify(holder);
    // A link appears with its content; a file opened for writing could be read while it is still empty.
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, mine, { mode: 0o600 });
    try {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        if (placed(aside, path)) return new DataLock(path, mine);
        clearAway(path, dataDir);
      }
    } finally {
      rmSync(aside, { force: true });
    }
    throw new StartupError(`The data folder ${dataDir} is being taken by several processes at once: start only one.`);
  }

  /** Safe to call from an exit handler, and twice. */
  release(): void {
    if (contentOf(this.path) === this.mine) rmSync(this.path, { force: true });
  }
}

/** Who uses this data folder now, if anybody lives. */
export function holderOf(dataDir: string): { pid: number; started: string } | undefined {
  const holder = parse(contentOf(join(dataDir, 'lock')));
  return holder && identityOf(holder.pid) === holder.identity ? holder : undefined;
}

function placed(aside: string, path: string): boolean {
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder; refuses where the holder lives. */
function clearAway(path: string, dataDir: string): void {
  const holder = holderOf(dataDir);
  if (holder) {
    throw new StartupError(
      `The data folder ${dataDir} is in use by process ${holder.pid} (started ${holder.started}): stop that one, or set DATA_DIR to another folder.`,
    );
  }
  const stale = contentOf(path);
  const moved = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, moved);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  // Between reading and moving another start may have placed its own: that one goes back.
  if (contentOf(moved) !== stale) placed(moved, path);
  rmSync(moved, { force: true });
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string | undefined): Holder | undefined {
  try {
    const { pid, identity, started } = JSON.parse(text ?? 'null') as Partial<Holder>;
    return typeof pid === 'number' && identity && started ? { pid, identity, started } : undefined;
  } catch {
    return undefined;
  }
}
