import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { prepareBinaries, removeOldCopies, type Binaries } from './binaries';
import { DataLock } from './data-lock';
import { clusterOf, makeDataDir, prepareHome, refuseOtherMajor, type Home } from './home';
import {
  endOrphan,
  freePort,
  launch,
  type Plan,
  type Postmaster,
  readPostmaster,
  type ServerSettings,
  stopPostmaster,
} from './postmaster';
import { explainFolder, explainOutput } from './system-error';

const USER = 'parley';

function urlOf(port: number, password: string, database: string): string {
  // Said here, or a PGSSLMODE meant for another server would count.
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`;
}

const passwordIn = (folder: string) => readFileSync(join(folder, 'password'), 'utf8').trim();

/** Where a running server's embedded PostgreSQL listens, for tools beside it. */
export function urlOfRunning(dataDir: string, database: string): string | undefined {
  const cluster = clusterOf(dataDir);
  const postmaster = readPostmaster(cluster);
  return postmaster?.ready ? urlOf(postmaster.port, passwordIn(join(cluster, '..')), database) : undefined;
}

/** A real PostgreSQL of our own below the data folder, on loopback only, for as long as this process lives. */
export class EmbeddedPostgres {
  private stopping = false;
  private readonly endWithUs = () => this.endNow();

  private constructor(
    private readonly lock: DataLock,
    private readonly plan: Plan,
    private readonly port: number,
    private postmaster: Postmaster,
  ) {
    process.once('exit', this.endWithUs);
    this.watch();
  }

  static async start(dataDir: string, settings: ServerSettings = {}): Promise<EmbeddedPostgres> {
    try {
      makeDataDir(dataDir);
      const lock = DataLock.take(dataDir);
      try {
        const home = prepareHome(dataDir);
        const binaries = prepareBinaries(home.folder, home.owner);
        await prepareCluster(home, binaries, dataDir);
        const plan = { home, binaries, settings };
        const [port, postmaster] = await launchSomewhere(plan);
        removeOldCopies(home.folder, readdirSync(home.folder), binaries);
        return new EmbeddedPostgres(lock, plan, port, postmaster);
      } catch (error) {
        lock.release();
        throw error;
      }
    } catch (error) {
      throw explainFolder(error, dataDir);
    }
  }

  url(database: string): string {
    return urlOf(this.port, passwordIn(this.plan.home.folder), database);
  }

  /** The address of a database, made if it is not there. */
  async ensureDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } finally {
      await client.end();
    }
    return this.url(name);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    process.off('exit', this.endWithUs);
    await stopPostmaster(this.postmaster.pid);
    this.lock.release();
  }

  /** The exit handler of a start that failed elsewhere: nothing can be awaited any more. */
  private endNow(): void {
    this.stopping = true;
    this.postmaster.child.kill('SIGINT');
    this.lock.release();
  }

  /** A database killed by the system (memory, a careless hand) comes back on the same port, and the pool reconnects. */
  private watch(): void {
    this.postmaster.child.unref();
    this.postmaster.child.once('exit', () => void this.revive());
  }

  private async revive(): Promise<void> {
    for (let pause = 200; !this.stopping; pause = Math.min(pause * 2, 5_000)) {
      await sleep(pause, undefined, { ref: false });
      if (this.stopping) return;
      try {
        await endOrphan(this.plan.home.cluster);
        const postmaster = await launch(this.plan, this.port);
        if (this.stopping) return await stopPostmaster(postmaster.pid);
        this.postmaster = postmaster;
        return this.watch();
      } catch {
        // Readiness reports the outage; the reason stands in PostgreSQL's own log.
      }
    }
  }
}

async function prepareCluster(home: Home, binaries: Binaries, dataDir: string): Promise<void> {
  if (!existsSync(home.cluster)) initialize(home, binaries, dataDir);
  refuseOtherMajor(home.cluster, binaries.version);
  await endOrphan(home.cluster);
}

/** Made aside and moved: a start killed in the middle leaves nothing that looks like a database. */
function initialize(home: Home, { folder }: Binaries, dataDir: string): void {
  const aside = `${home.cluster}.new`;
  rmSync(aside, { recursive: true, force: true });
  const password = join(home.folder, 'password');
  writeFileSync(password, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  if (home.owner) chownSync(password, home.owner.uid, home.owner.gid);
  // Builtin locale: the same order and case on every machine, whatever its C library.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = [`--username=${USER}`, `--pwfile=${password}`, '--auth=scram-sha-256'];
  const done = spawnSync(join(folder, 'bin', 'initdb'), ['-D', aside, ...access, ...locale], {
    ...home.owner,
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C', TZ: 'UTC' },
  });
  if (done.status !== 0) throw explainOutput(done.stderr || String(done.error ?? ''), dataDir);
  renameSync(aside, home.cluster);
}

/** Another program may take the free port between our look and PostgreSQL's; and an orphan's memory goes a moment late. */
async function launchSomewhere(plan: Plan): Promise<[number, Postmaster]> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return [port, await launch(plan, port)];
    } catch (error) {
      const again = /Address already in use|shared memory block/.test(String(error));
      if (!again || attempt === 10) throw error;
      await sleep(attempt * 100);
    }
  }
}
