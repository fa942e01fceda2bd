import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { StartupError } from '../../errors';
import { connect, explain } from './connect';
import { pendingOf, rememberOldest } from './history';
import { checksumOf, type Migration, ownVersion, readMigrations } from './migration-files';

// Prisma's own number: its CLI and two nodes that start at once wait for each other.
const LOCK = 72_707_369;
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Options {
  migrations?: Migration[];
  version?: string;
}

/**
 * Applies what is pending and returns its names. The files and the table are those of Prisma, the hands are ours: its
 * engine would cost every start 60 MB and half a second, and leave a migration that fails in the middle half applied.
 */
export async function migrate(url: string, options: Options = {}): Promise<string[]> {
  const { migrations = readMigrations(), version = ownVersion() } = options;
  const client = await connect(url);
  try {
    if ((await pendingOf(client, migrations, version)).length === 0) return [];
    await client.query(`SET lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`SET lock_timeout = '15s'`);
    await client.query(HISTORY);
    // Asked again under the lock: another node may have done it all while this one waited.
    const pending = await pendingOf(client, migrations, version);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end();
  }
}

/** What `migrate` would apply. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = await connect(url);
  try {
    return (await pendingOf(client, readMigrations(), ownVersion())).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await rememberOldest(client, migration);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksumOf(migration.sql), migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw refused(error, migration.name);
  }
}

function refused(error: unknown, name: string): unknown {
  const explained = explain(error);
  if (explained instanceof StartupError || !(error instanceof Error)) return explained;
  return new StartupError(
    `The migration ${name} was refused and nothing of it was kept; PostgreSQL says: ${error.message}`,
  );
}
