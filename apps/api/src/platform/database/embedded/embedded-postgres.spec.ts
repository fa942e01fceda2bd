import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataLock, holderOf } from './data-lock';
import { EmbeddedPostgres, urlOfRunning } from './embedded-postgres';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley data '));
  // Passable, or as root the cluster would go to /var/lib and stay there.
  await chmod(dataDir, 0o711);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const pidIn = async (folder: string) =>
  Number((await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswers(url: string): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const answered = await ask(url, 'SELECT 1').catch(() => undefined);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('PostgreSQL did not come back in ten seconds.');
}

describe('EmbeddedPostgres', () => {
  it('keeps what it was given over a restart, and lets nobody else at it', async () => {
    const once = await EmbeddedPostgres.start(dataDir);
    const url = await once.ensureDatabase('kept');
    await ask(url, 'CREATE TABLE a AS SELECT 42 AS answer');
    await expect(ask(url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password');
    expect((await stat(join(dataDir, 'postgres/password'))).mode & 0o777).toBe(0o600);
    await expect(EmbeddedPostgres.start(dataDir)).rejects.toThrow(`is in use by process ${process.pid} (started `);
    expect(urlOfRunning(dataDir, 'kept')).toBe(url);
    await once.stop();
    expect(holderOf(dataDir)).toBeUndefined();

    const again = await EmbeddedPostgres.start(dataDir);
    expect(await ask(await again.ensureDatabase('kept'), 'SELECT answer FROM a')).toEqual([{ answer: 42 }]);
    await again.stop();
  }, 60_000);

  it('brings PostgreSQL back when it is killed under a living server', async () => {
    const postgres = await EmbeddedPostgres.start(dataDir);
    const url = await postgres.ensureDatabase('kept');
    const before = await pidIn(dataDir);
    process.kill(before, 'SIGKILL');
    await untilAnswers(url);
    expect(await pidIn(dataDir)).not.toBe(before);
    await postgres.stop();
  }, 60_000);

  it('does not mind on its way out that its log is gone', async () => {
    const postgres = await EmbeddedPostgres.start(dataDir);
    await rm(join(dataDir, 'postgres/server.log'));
    await postgres.stop();
    expect(holderOf(dataDir)).toBeUndefined();
  }, 60_000);

  it('refuses a cluster of another PostgreSQL', async () => {
    const postgres = await EmbeddedPostgres.start(dataDir);
    await postgres.stop();
    await writeFile(join(dataDir, 'postgres/cluster/PG_VERSION'), '19\n');
    await expect(EmbeddedPostgres.start(dataDir)).rejects.toThrow('is of PostgreSQL 19');
    expect(holderOf(dataDir)).toBeUndefined();
  }, 60_000);
});

describe('DataLock', () => {
  it('passes over a holder that is gone, even where another process has its number', async () => {
    const holder = { pid: process.pid, identity: 'of a process before this one', started: 'long ago' };
    await writeFile(join(dataDir, 'lock'), JSON.stringify(holder));
    const lock = DataLock.take(dataDir);
    expect(holderOf(dataDir)?.pid).toBe(process.pid);
    lock.release();
    expect(holderOf(dataDir)).toBeUndefined();
  });

  it('passes over a lock that was cut off while it was written', async () => {
    await writeFile(join(dataDir, 'lock'), '{"pid":');
    expect(() => DataLock.take(dataDir).release()).not.toThrow();
  });
});
