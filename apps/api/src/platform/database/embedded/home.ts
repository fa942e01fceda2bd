import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '../../errors';
import { canEnter, findOwner, giveTo, ownerOf, type Owner } from './owner';
import { codeOf } from './system-error';

/** Where PostgreSQL lives, and whom its programs run as. */
export interface Home {
  folder: string;
  cluster: string;
  owner: Owner | undefined;
}

/** Makes the data folder where there is none; passable, not readable, for PostgreSQL's own account. */
export function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) {
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return;
  }
  makeFolder(dataDir);
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** Step by step: Node's own recursive mkdir never returns below a folder such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** The cluster of a data folder, wherever it really is: `DATA_DIR/postgres` may be a link. */
export function clusterOf(dataDir: string): string {
  const folder = join(dataDir, 'postgres');
  return join(existsSync(folder) ? realpathSync(folder) : folder, 'cluster');
}

export function prepareHome(dataDir: string): Home {
  const place = join(dataDir, 'postgres');
  refuseDangling(place);
  if (existsSync(join(place, 'cluster'))) return settled(realpathSync(place));
  const owner = findOwner();
  const folder = owner && !canEnter(owner, dataDir) ? elsewhere(dataDir, place) : place;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return { folder: realpathSync(folder), cluster: join(realpathSync(folder), 'cluster'), owner };
}

function refuseDangling(place: string): void {
  if (existsSync(place) || !isLink(place)) return;
  throw new StartupError(
    `${place} is a link to a folder that is gone: bring that folder back, or remove the link to begin with an empty database.`,
  );
}

/** A cluster stays with its owner. One that root copied or restored is given away: PostgreSQL never runs as root. */
function settled(folder: string): Home {
  const cluster = join(folder, 'cluster');
  if (process.getuid?.() !== 0) return { folder, cluster, owner: undefined };
  const current = ownerOf(cluster);
  if (current.uid !== 0) return { folder, cluster, owner: current };
  const owner = findOwner();
  if (owner) giveTo(owner, folder);
  return { folder, cluster, owner };
}

/** Below a folder such as /root (0700) nobody else gets through: the cluster lives outside and is linked. */
function elsewhere(dataDir: string, place: string): string {
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const folder = `/var/lib/parley/${hash}`;
  for (const part of ['/var/lib/parley', folder]) {
    mkdirSync(part, { recursive: true });
    // Whatever the umask: the owner has to get through.
    chmodSync(part, 0o755);
  }
  if (existsSync(join(folder, 'cluster'))) {
    throw new StartupError(
      `${folder} still holds the database of an earlier ${dataDir}: move it away, or bring back the link ${place} to it.`,
    );
  }
  if (isLink(place)) unlinkSync(place);
  else if (existsSync(place)) rmdirSync(place);
  symlinkSync(folder, place);
  return folder;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

export function refuseOtherMajor(cluster: string, version: string): void {
  const ours = Number.parseInt(version, 10);
  const theirs = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (theirs === ours) return;
  const newer = `start it with the newer Parley that made it, or set DATA_DIR to another folder`;
  const older = `back it up with the Parley that made it, and restore it with this one`;
  throw new StartupError(
    `The database in ${cluster} is of PostgreSQL ${theirs}, and this Parley brings PostgreSQL ${ours}: ${theirs > ours ? newer : older}.`,
  );
}
