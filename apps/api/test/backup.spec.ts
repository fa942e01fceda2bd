import { makeWorkerUtils } from 'graphile-worker';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { BodiesElsewhere } from '../src/modules/messages/body-store/bodies-elsewhere.repository';
import { restoreBackup, writeBackup } from '../src/platform/database/backup';
import type { Manifest } from '../src/platform/database/backup/manifest';
import { migrate, pendingMigrations, readMigrations } from '../src/platform/database/migrations';
import { type TestDatabase, openEmptyDatabase } from './test-database';

/** Whatever COPY has to take care of. */
const awkward = 'tab\tline\nreturn\rback\\slash \\N \\. "quoted" 👩‍👩‍👧 é';
const long = `${awkward} `.repeat(200);
const hash = createHash('sha256').update(long).digest('hex');
const [mira, group] = [randomUUID(), randomUUID()];

let folder: string;
const databases: TestDatabase[] = [];

async function empty(): Promise<string> {
  const database = await openEmptyDatabase();
  databases.push(database);
  return database.url;
}

async function ask(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const jobs = [{ id: '1', topic: 'mail.asked', payload: { mailId: randomUUID() }, queue: 'notifications', attempt: 1 }];

/** An instance two migrations ago, with somebody in it who has said three things, and a job under way. */
async function older(): Promise<string> {
  const url = await empty();
  await migrate(url, { migrations: readMigrations().slice(0, -2) });
  const run = (text: string, ...values: unknown[]) => ask(url, text, values);
  await run(`INSERT INTO users (id, email, username, name) VALUES ($1, 'mira@example.org', 'mira', $2)`, mira, awkward);
  await run('INSERT INTO totp_factors (user_id, secret) VALUES ($1, $2)', mira, Buffer.from([0, 9, 10, 13, 92, 255]));
  await run(
    `INSERT INTO conversations (id, kind, seq, rev, activity) VALUES ($1, 'group', 3, 4, nextval('activity'))`,
    group,
  );
  for (const [n, body] of [null, hash, 'f'.repeat(64)].entries()) {
    await run(
      `INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, body_hash, pinned)
       VALUES (gen_random_uuid(), $1, $2, $2 + 1, $3, gen_random_uuid(), $4, 1, $5, 'null')`,
      ...[group, n + 1, mira, awkward, body],
    );
  }
  await run(
    `INSERT INTO settings VALUES ('sync.epoch', 'before'), ('auth.signing_key', 'a key'), ('server.name', 'Ours')`,
  );
  await run(`INSERT INTO outbox (topic, payload) VALUES ('messages.sent', '{"rev": 1}')`);
  await run('CREATE TABLE of_somebody_else AS SELECT 1 AS n');
  const tools = await makeWorkerUtils({ connectionString: url });
  await tools.migrate();
  await tools.addJob('notifications.queue', { messages: jobs });
  await tools.release();
  return url;
}

let source: string;
let taken: string;
let bodies: BodiesElsewhere;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-backup-'));
  source = await older();
  taken = join(folder, 'taken');
  bodies = new BodiesElsewhere({ get: () => Promise.resolve(new Map([[hash, long]])) });
  await writeBackup(source, taken, { elsewhere: [bodies] });
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await rm(folder, { recursive: true, force: true });
});

/** A copy whose manifest says something else. */
async function altered(change: (manifest: Manifest) => void): Promise<string> {
  const copy = join(folder, randomUUID());
  await cp(taken, copy, { recursive: true });
  const manifest = JSON.parse(await readFile(join(copy, 'backup.json'), 'utf8')) as Manifest;
  change(manifest);
  await writeFile(join(copy, 'backup.json'), JSON.stringify(manifest));
  return copy;
}

const isEmpty = async (url: string) => {
  const [found] = await ask(url, `SELECT to_regclass('users') AS users`);
  return found?.['users'] === null || (await ask(url, 'SELECT FROM users')).length === 0;
};

describe('a backup', () => {
  it('is for its owner alone, and takes no place that is taken', async () => {
    expect((await stat(taken)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(taken)) expect((await stat(join(taken, file))).mode & 0o777).toBe(0o600);
    await expect(writeBackup(source, taken)).rejects.toThrow('There is something at');
  });

  it('that cannot be taken leaves nothing behind', async () => {
    const place = join(folder, 'none');
    await expect(writeBackup(await empty(), place)).rejects.toThrow('nothing in this database yet');
    const away = new BodiesElsewhere({ get: () => Promise.reject(new Error('away')) });
    await expect(writeBackup(source, place, { elsewhere: [away] })).rejects.toThrow('away');
    expect((await readdir(folder)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('counts the long texts that nobody has', () => {
    expect(bodies.missing).toBe(1);
  });
});

describe('a restore', () => {
  it('brings every row back as it was, and through the migrations since', async () => {
    const target = await empty();
    const said: string[] = [];
    await restoreBackup(target, taken, { say: (line) => said.push(line) });
    expect(said.filter((line) => line.includes('left out'))).toEqual([
      "of_somebody_else: left out, no table of Parley's",
    ]);
    expect(await pendingMigrations(target)).toEqual([]);
    for (const table of ['users', 'totp_factors', 'conversations', 'messages']) {
      const text = `SELECT to_jsonb(t) - 'changed_xid' AS row FROM ${table} t ORDER BY 1`;
      expect(await ask(target, text)).toEqual(await ask(source, text));
    }
    expect(await ask(target, 'SELECT hash, text FROM bodies')).toEqual([{ hash, text: long }]);
    expect(await ask(target, `SELECT count(*)::int AS n FROM messages WHERE pinned = 'null'`)).toEqual([{ n: 3 }]);
  });

  it('begins a new epoch, and has neither transactions nor numbers of the old cluster ahead of it', async () => {
    await ask(source, `SELECT setval('activity', 1000)`);
    const later = join(folder, 'later');
    await writeBackup(source, later);
    const target = await empty();
    await restoreBackup(target, later);
    const settings = await ask(target, `SELECT key, value FROM settings WHERE key <> 'schema.oldest' ORDER BY key`);
    expect(settings).toEqual([
      { key: 'auth.signing_key', value: 'a key' },
      { key: 'server.name', value: 'Ours' },
    ]);
    const text = `SELECT bool_and(changed_xid < pg_current_xact_id()) AS past, nextval('activity')::int AS next FROM conversations`;
    expect(await ask(target, text)).toEqual([{ past: true, next: 1001 }]);
  });

  it('puts what was in hand back into the outbox, behind what waited there', async () => {
    const target = await empty();
    await restoreBackup(target, taken);
    expect(await ask(target, 'SELECT topic, payload, queue FROM outbox ORDER BY id')).toEqual([
      { topic: 'messages.sent', payload: { rev: 1 }, queue: null },
      { topic: 'mail.asked', payload: jobs[0]?.payload, queue: 'notifications' },
    ]);
  });

  it('moves the signing key to where the instance looks for it', async () => {
    const keyFile = join(folder, 'signing-key');
    const target = await empty();
    await restoreBackup(target, taken, { keyFile });
    expect(await readFile(keyFile, 'utf8')).toBe('a key');
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    const text = `SELECT value FROM settings WHERE key = 'auth.signing_key'`;
    expect(await ask(target, text)).toEqual([]);
    const back = await empty();
    await restoreBackup(back, await altered((manifest) => (manifest.signingKey = 'of a folder')));
    expect(await ask(back, text)).toEqual([{ value: 'of a folder' }]);
  });

  it('overwrites nothing', async () => {
    const target = await empty();
    await restoreBackup(target, taken);
    await ask(target, `UPDATE users SET name = 'kept'`);
    // An older backup than the database is told apart from a full one.
    const current = join(folder, 'current');
    await writeBackup(target, current);
    await expect(restoreBackup(target, current)).rejects.toThrow('something in this database already');
    expect(await ask(target, 'SELECT name FROM users')).toEqual([{ name: 'kept' }]);
  });

  it('is refused where a newer server has made its tables, and of a newer server', async () => {
    const ahead = await empty();
    await migrate(ahead);
    await expect(restoreBackup(ahead, taken)).rejects.toThrow('A newer Parley than the one of the backup');
    const newer = await altered(({ migrations }) => migrations.push('99990101000000_future'));
    await expect(restoreBackup(await empty(), newer)).rejects.toThrow('which is newer');
  });

  it('is refused while anybody is connected', async () => {
    const target = await empty();
    const other = new Client({ connectionString: target });
    await other.connect();
    await expect(restoreBackup(target, taken)).rejects.toThrow('Others (1) are connected');
    await other.end();
  });

  it('of what is damaged, cut short or led astray changes nothing', async () => {
    const target = await empty();
    const cut = await altered(() => undefined);
    const file = join(cut, 'messages.copy.gz');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, -1));
    await expect(restoreBackup(target, cut)).rejects.toThrow('messages.copy.gz is not what was written');
    await rm(file);
    await expect(restoreBackup(target, cut)).rejects.toThrow('messages.copy.gz cannot be read');
    const astray = await altered(({ parts }) => Object.assign(parts[0] ?? {}, { name: '../taken/users' }));
    await expect(restoreBackup(target, astray)).rejects.toThrow('names a file it cannot have');
    await expect(restoreBackup(target, folder)).rejects.toThrow('There is no backup in');
    const fewer = await altered(({ parts }) => Object.assign(parts.at(-1) ?? {}, { rows: 99 }));
    await expect(restoreBackup(target, fewer)).rejects.toThrow('instead of 99');
    expect(await isEmpty(target)).toBe(true);
    await restoreBackup(target, taken);
  });
});
