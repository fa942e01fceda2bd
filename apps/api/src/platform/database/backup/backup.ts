import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartupError } from '../../errors';
import { appliedMigrations, connect, ownVersion } from '../migrations';
import { type Manifest, type Part, fileOf, manifestFile } from './manifest';
import { type Table, columnsOf, lineOf, listOf, tablesOf } from './tables';

/** Rows that lie elsewhere and belong into a table of ours; asked inside the backup's transaction. */
export interface Elsewhere extends Table {
  rows(client: Client): AsyncIterable<string[]>;
}

interface Options {
  signingKey?: string;
  elsewhere?: Elsewhere[];
  say?: (line: string) => void;
}

/**
 * One snapshot of everything, taken while people write: each table is copied out of the same transaction, which holds up
 * nobody but a migration, and who comes behind that. What is done about a commit may be in the broker's hands already; the embedded one's jobs go back into
 * the outbox.
 */
export async function writeBackup(url: string, folder: string, options: Options = {}): Promise<Manifest> {
  if (existsSync(folder))
    throw new StartupError(`There is something at ${folder} already: name a folder that is not there yet.`);
  await mkdir(dirname(folder), { recursive: true });
  // Of its own: another backup may be under way to the same name.
  const aside = await mkdtemp(`${folder}.partial-`);
  try {
    const manifest = await withClient(url, (client) => copyAll(client, aside, options));
    await writeFile(join(aside, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(aside, folder);
    return manifest;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function copyAll(client: Client, folder: string, options: Options): Promise<Manifest> {
  const { signingKey, elsewhere = [], say = () => undefined } = options;
  const tables = await beginSnapshot(client);
  const takenAt = await beginningOf(client);
  const migrations = await appliedMigrations(client);
  const parts: Part[] = [];
  const keep = async (part: Pick<Part, 'name' | 'table' | 'columns'>, rows: Rows) => {
    const sha256 = await write(join(folder, fileOf(part)), rows.stream);
    // How many rows it was comes behind the last of them: known for sure when something else has been answered.
    await client.query('SELECT');
    const kept = { rows: rows.count(), sha256 };
    say(`${part.name}: ${kept.rows}`);
    parts.push({ ...part, ...kept });
  };
  for (const table of tables) {
    const rows = copied(client, `COPY ${columnsOf(table)} TO STDOUT`);
    await keep({ name: table.name, table: table.name, columns: table.columns }, rows);
  }
  if (await hasJobs(client)) await keep({ name: 'outbox.jobs', table: 'outbox', columns: hint }, copied(client, jobs));
  for (const source of elsewhere) {
    const { name, columns } = source;
    await keep({ name: `${name}.elsewhere`, table: name, columns }, lines(source.rows(client)));
  }
  const sequences = await sequencesOf(client);
  await client.query('COMMIT');
  return { format: 1, version: ownVersion(), takenAt, migrations, parts, sequences, ...(signingKey && { signingKey }) };
}

/** The tables are locked against being altered before the first look, or a migration could come between that and the copy. */
async function beginSnapshot(client: Client): Promise<Table[]> {
  await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
  const known = await tablesOf(client);
  if (!known.some(({ name }) => name === 'messages')) {
    throw new StartupError('There is nothing in this database yet, and so nothing to back up.');
  }
  await client.query(`SET lock_timeout = '60s'`);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(`LOCK TABLE ${listOf(known)} IN ACCESS SHARE MODE`);
  const tables = await tablesOf(client);
  if (JSON.stringify(tables) === JSON.stringify(known)) return tables;
  throw new StartupError('The database was migrated at this very moment: take the backup once more.');
}

/** When the snapshot was begun: what came later is not in it, however long the copying takes. */
async function beginningOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ now: Date }>('SELECT now()');
  return (rows[0]?.now ?? new Date()).toISOString();
}

interface Rows {
  stream: Readable;
  count: () => number;
}

function copied(client: Client, text: string): Rows {
  const stream = client.query(copyTo(text));
  return { stream, count: () => stream.rowCount };
}

function lines(rows: AsyncIterable<string[]>): Rows {
  let count = 0;
  async function* all() {
    for await (const row of rows) {
      count += 1;
      yield lineOf(row);
    }
  }
  return { stream: Readable.from(all()), count: () => count };
}

/** The hash of what was written. */
async function write(path: string, stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  async function* seen(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(
    stream,
    createGzip({ level: 1 }),
    seen,
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return hash.digest('hex');
}

async function hasJobs(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('graphile_worker._private_jobs') IS NOT NULL AS there`,
  );
  return rows[0]?.there === true;
}

const hint = ['topic', 'payload', 'queue', 'created_at'];
const jobs = `COPY (
  SELECT m ->> 'topic', m -> 'payload', m ->> 'queue', j.created_at
  FROM graphile_worker._private_jobs j,
    json_array_elements(CASE WHEN json_typeof(j.payload -> 'messages') = 'array' THEN j.payload -> 'messages' END) m
  WHERE m ->> 'topic' IS NOT NULL AND json_typeof(m -> 'payload') = 'object'
  ORDER BY j.id
) TO STDOUT`;

/** They know no transactions: asked last, they are past everything in the snapshot. */
async function sequencesOf(client: Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
