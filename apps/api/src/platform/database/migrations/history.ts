import type { Client, Pool } from 'pg';
import { StartupError } from '../../errors';
import { hasChecksum, isOlder, type Migration } from './migration-files';

interface Applied {
  name: string;
  checksum: string;
  finished: boolean;
}

const OLDEST = 'schema.oldest';

/** What Prisma's own tables say: the same that its CLI reads and writes. */
async function readHistory(client: Client): Promise<Applied[]> {
  const { rows: tables } = await client.query(`SELECT 1 FROM to_regclass('_prisma_migrations') t WHERE t IS NOT NULL`);
  if (tables.length === 0) return [];
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/** The names of those that are done, in the order in which they were. */
export async function appliedMigrations(client: Client): Promise<string[]> {
  return (await readHistory(client)).filter(({ finished }) => finished).map(({ name }) => name);
}

/** The oldest Parley that may run on this database; those before it do not know its shape. */
export async function oldestAllowed(client: Client | Pool): Promise<string | undefined> {
  const { rows } = await client.query<{ value: string }>('SELECT value FROM settings WHERE key = $1', [OLDEST]);
  return rows[0]?.value;
}

export async function rememberOldest(client: Client, { oldest }: Migration): Promise<void> {
  const known = await oldestAllowed(client);
  if (known !== undefined && !isOlder(known, oldest)) return;
  await client.query(
    'INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [OLDEST, oldest],
  );
}

/** Which migrations are still to apply; refuses a database this Parley must not touch. */
export async function pendingOf(client: Client, migrations: Migration[], version: string): Promise<Migration[]> {
  const history = await readHistory(client);
  const failed = history.find(({ finished }) => !finished);
  if (failed) {
    throw new StartupError(
      `The migration ${failed.name} stopped half-way: restore a backup, or mend the database and tell with "prisma migrate resolve".`,
    );
  }
  const applied = new Map(history.map(({ name, checksum }) => [name, checksum]));
  const changed = migrations.find(({ name, sql }) => applied.has(name) && !hasChecksum(sql, applied.get(name) ?? ''));
  if (changed) {
    throw new StartupError(
      `The migration ${changed.name} was changed after this database had applied it: bring back its file, or begin with another database.`,
    );
  }
  const pending = migrations.filter(({ name }) => !applied.has(name));
  const ours = new Set(migrations.map(({ name }) => name));
  if (history.some(({ name }) => !ours.has(name))) await refuseNewer(client, version, pending.length);
  return pending;
}

/** Migrated by a newer Parley: fine beside it where its migrations say so, and as long as nothing of ours is missing there. */
async function refuseNewer(client: Client, version: string, pending: number): Promise<void> {
  const oldest = await oldestAllowed(client);
  if (oldest !== undefined && !isOlder(version, oldest) && pending === 0) return;
  throw new StartupError(
    `The database was migrated by a newer Parley${oldest ? ` and needs ${oldest} or later` : ''}, and this is ${version}: start the newer one, or set DATA_DIR or DATABASE_URL to another database.`,
  );
}
