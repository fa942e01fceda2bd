import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StartupError } from '../../errors';
import type { Binaries } from './binaries';
import type { Home } from './home';
import { end, worksIn } from './running-process';
import { explainOutput } from './system-error';

const FAST: NodeJS.Signals = 'SIGINT';
const IMMEDIATE: NodeJS.Signals = 'SIGQUIT';
const LOG_LIMIT = 5 * 1024 * 1024;

/** What a postmaster writes about itself in its cluster. */
export function readPostmaster(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && worksIn(pid, cluster) ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
}

/** One left by a killed server is ended: its lock holder is dead, and nobody else would ever end it. */
export async function endOrphan(cluster: string): Promise<void> {
  const orphan = readPostmaster(cluster);
  if (orphan) await stopPostmaster(orphan.pid);
  // Its number may belong to another program of this account by now, and PostgreSQL would believe it alive.
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

export async function stopPostmaster(pid: number): Promise<void> {
  await end(pid, [
    [FAST, 8_000],
    [IMMEDIATE, 4_000],
    ['SIGKILL', 1_000],
  ]);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Postmaster {
  child: ChildProcess;
  pid: number;
}

/** PostgreSQL's own settings, by their names. */
export type ServerSettings = Record<string, string | number>;

/** What to start, and as what. */
export interface Plan {
  home: Home;
  binaries: Binaries;
  settings: ServerSettings;
}

/** Starts PostgreSQL on loopback and returns when it accepts. */
export async function launch(plan: Plan, port: number): Promise<Postmaster> {
  const { home } = plan;
  const since = logSize(home);
  const child = spawnPostgres(plan, port);
  const gone = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(explainOutput(error.message, home.folder)));
    child.once('exit', () => reject(failure(home, since)));
  });
  // It may be rejected while nobody is waiting: in the moment after it was ready.
  gone.catch(() => undefined);
  const until = Date.now() + 60_000;
  while (!readPostmaster(home.cluster)?.ready || child.pid === undefined) {
    if (Date.now() > until) {
      child.kill(IMMEDIATE);
      throw failure(home, since);
    }
    await Promise.race([sleep(20), gone]);
  }
  return { child, pid: child.pid };
}

function spawnPostgres({ home, binaries, settings }: Plan, port: number): ChildProcess {
  const all: ServerSettings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    password_encryption: 'scram-sha-256',
    log_timezone: 'UTC',
    timezone: 'UTC',
    log_min_messages: 'warning',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logOf(home), logSize(home) > LOG_LIMIT ? 'w' : 'a', 0o600);
  try {
    // Or a later start as the cluster's own account could not write to a log that root had made.
    if (home.owner) fchownSync(log, home.owner.uid, home.owner.gid);
    return spawn(join(binaries.folder, 'bin', 'postgres'), ['-D', home.cluster, ...args], {
      ...home.owner,
      cwd: '/',
      // A group of its own: Ctrl-C is for the server, which has to drain before its database goes.
      detached: true,
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
  } finally {
    closeSync(log);
  }
}

const logOf = ({ folder }: Home) => join(folder, 'server.log');

function logSize(home: Home): number {
  return statSync(logOf(home), { throwIfNoEntry: false })?.size ?? 0;
}

function failure(home: Home, since: number): StartupError {
  return explainOutput(logFrom(home, since), home.folder);
}

function logFrom(home: Home, since: number): string {
  try {
    const log = readFileSync(logOf(home));
    return log.subarray(log.length >= since ? since : 0).toString();
  } catch {
    // Somebody took it away; whoever asks is told of an end, and must not end of this.
    return '';
  }
}
