import { spawnSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '../../errors';

/** Whom PostgreSQL's programs run as. */
export interface Owner {
  uid: number;
  gid: number;
}

const accounts = ['parley', 'postgres'];

/** PostgreSQL refuses to run as root, and initdb wants a uid that has a name. Undefined: as ourselves. */
export function findOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = accountNamed(...accounts) ?? createAccount() ?? accountNamed('nobody');
  if (found) return found;
  throw new StartupError(
    'The embedded PostgreSQL cannot run as root and no other account is here: start Parley as an ordinary user, or set DATABASE_URL.',
  );
}

function accountNamed(...names: string[]): Owner | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entries = lines.map((line) => line.split(':'));
  const entry = names.map((name) => entries.find(([entryName]) => entryName === name)).find(Boolean);
  return entry ? { uid: Number(entry[2]), gid: Number(entry[3]) } : undefined;
}

function createAccount(): Owner | undefined {
  const debian = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'parley'];
  const busybox = ['-S', '-D', '-H', 'parley'];
  for (const [program, args] of [['useradd', debian] as const, ['adduser', busybox] as const]) {
    if (spawnSync(program, args, { stdio: 'ignore' }).status === 0) return accountNamed('parley');
  }
  return undefined;
}

/** Who a folder belongs to already: a cluster made by an ordinary user is run as that user when root starts it. */
export function ownerOf(path: string): Owner {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

const ENTER = 1;
const READ_AND_ENTER = 5;

/** Whether somebody may go through every folder above a path, and through the path itself. */
export function canEnter(owner: Owner, path: string): boolean {
  return [path, ...ancestors(path)].every((folder) => allows(owner, folder, ENTER));
}

export function canRead(owner: Owner, path: string): boolean {
  return canEnter(owner, path) && allows(owner, path, READ_AND_ENTER);
}

function allows({ uid, gid }: Owner, path: string, bits: number): boolean {
  const of = statSync(path);
  const others = of.gid === gid ? of.mode >> 3 : of.mode;
  const mode = of.uid === uid ? of.mode >> 6 : others;
  return (mode & bits) === bits;
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...ancestors(parent)];
}

export function giveTo({ uid, gid }: Owner, path: string): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) giveTo({ uid, gid }, inner);
    else lchownSync(inner, uid, gid);
  }
}
