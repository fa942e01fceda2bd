import { createReadStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartupError } from '../../errors';
import { epochSetting } from '../epoch';
import { appliedMigrations, connect, migrate, readMigrations } from '../migrations';
import { signingKeySetting } from '../settings';
import { type Manifest, type Part, fileOf, readManifest } from './manifest';
import { type Table, columnsOf, listOf, tablesOf } from './tables';

interface Options {
  /** Where the signing key belongs; without it, in the database. */
  keyFile?: string;
  say?: (line: string) => void;
}

/**
 * Into an instance in which nothing has been said yet, all or nothing. The tables are made as they were when the backup was
 * taken, filled, and then migrated, so that what a migration does to data is done to these.
 */
export async function restoreBackup(url: string, folder: string, options: Options = {}): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const theirs = new Set(manifest.migrations);
  const ours = readMigrations();
  const unknown = manifest.migrations.find((name) => !ours.some((migration) => migration.name === name));
  if (unknown) {
    throw new StartupError(
      `The backup was taken by Parley ${manifest.version}, which is newer: it has the migration ${unknown}.`,
    );
  }
  const client = await connect(url);
  try {
    await refuseOthers(client);
    const ahead = (await appliedMigrations(client)).filter((name) => !theirs.has(name));
    if (ahead.length > 0) {
      throw new StartupError(
        'A newer Parley than the one of the backup has made its tables here already: restore into a database that no server has been started on.',
      );
    }
    await migrate(url, { migrations: ours.filter(({ name }) => theirs.has(name)) });
    await fill(client, folder, manifest, options);
  } finally {
    await client.end();
  }
  await migrate(url);
  return manifest;
}

async function refuseOthers(client: Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  if (rows[0]?.others === 0) return;
  throw new StartupError(
    `Others (${rows[0]?.others}) are connected to the database: stop every server and console that uses it.`,
  );
}

async function fill(client: Client, folder: string, manifest: Manifest, options: Options): Promise<void> {
  await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; BEGIN');
  const tables = await tablesOf(client);
  // A server that is started meanwhile finds no empty instance to let somebody into.
  await client.query(`LOCK TABLE ${listOf(tables)} IN ACCESS EXCLUSIVE MODE`);
  await refuseFull(client, tables);
  // A start has made some, which are this instance's own.
  await client.query('DELETE FROM settings');
  for (const [name, value] of Object.entries(manifest.sequences)) {
    await client.query('SELECT setval(quote_ident($1)::regclass, $2::bigint)', [name, value]);
  }
  for (const part of manifest.parts) {
    if (!tables.some(({ name }) => name === part.table)) {
      options.say?.(`${part.name}: left out, no table of Parley's`);
      continue;
    }
    await copyIn(client, folder, part);
    options.say?.(`${part.name}: ${part.rows}`);
  }
  // What clients know of the time after the backup is no longer so: under a new epoch they begin anew.
  await client.query('DELETE FROM settings WHERE key = $1', [epochSetting]);
  const key = await keyToPlace(client, manifest.signingKey, options.keyFile);
  await client.query('COMMIT');
  if (key) await rename(key.written, key.place);
  await client.query('ANALYZE');
}

async function refuseFull(client: Client, tables: Table[]): Promise<void> {
  for (const { name } of tables.filter((table) => table.name !== 'settings')) {
    const { rows } = await client.query(`SELECT FROM ${client.escapeIdentifier(name)} LIMIT 1`);
    if (rows.length > 0) {
      throw new StartupError(
        `There is something in this database already (${name}), and nothing is overwritten: restore into an empty one, of another DATA_DIR or DATABASE_URL.`,
      );
    }
  }
}

async function copyIn(client: Client, folder: string, part: Part): Promise<void> {
  const into = client.query(copyFrom(`COPY ${columnsOf({ name: part.table, columns: part.columns })} FROM STDIN`));
  await pipeline(createReadStream(join(folder, fileOf(part))), createGunzip(), into);
  if (into.rowCount !== part.rows)
    throw new Error(`Of ${part.name} came ${into.rowCount} rows instead of ${part.rows}.`);
}

/**
 * It may have lain in the data folder and belong into the database now, or the other way round: then it is written beside its
 * place, and put there when all else is.
 */
async function keyToPlace(
  client: Client,
  keptInFolder: string | undefined,
  keyFile: string | undefined,
): Promise<{ written: string; place: string } | undefined> {
  const { rows } = await client.query<{ value: string }>('DELETE FROM settings WHERE key = $1 RETURNING value', [
    signingKeySetting,
  ]);
  const key = keptInFolder ?? rows[0]?.value;
  if (key === undefined) return undefined;
  if (keyFile === undefined) {
    await client.query('INSERT INTO settings (key, value) VALUES ($1, $2)', [signingKeySetting, key]);
    return undefined;
  }
  const written = `${keyFile}.restored`;
  await writeFile(written, key, { mode: 0o600, flush: true });
  return { written, place: keyFile };
}
