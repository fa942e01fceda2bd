import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openEmptyDatabase, openTestDatabase, type TestDatabase } from '../../../../test/test-database';
import { type Migration, readMigrations } from './migration-files';
import { migrate, pendingMigrations } from './migrator';

const root = join(__dirname, '../../../../../..');
const version = '1.2.0';
const first: Migration = {
  name: '1_first',
  oldest: '1.0.0',
  sql: 'CREATE TABLE settings (key text PRIMARY KEY, value text NOT NULL); CREATE TABLE a (id int);',
};
const later: Migration = { name: '2_later', oldest: '1.1.0', sql: 'CREATE TABLE b (id int);' };
const breaking: Migration = { name: '3_breaking', oldest: '2.0.0', sql: 'DROP TABLE a;' };
const broken: Migration = { name: '4_broken', oldest: '1.0.0', sql: 'CREATE TABLE c (id int); SELECT 1 / 0;' };

let database: TestDatabase;
beforeEach(async () => (database = await openEmptyDatabase()));
afterEach(() => database.close());

async function ask(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  it('applies each migration once, though two nodes start at the same moment', async () => {
    const runs = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(runs.flat()).toEqual(readMigrations().map(({ name }) => name));
    expect(await pendingMigrations(database.url)).toEqual([]);
  });

  it('keeps nothing of a migration that fails, and applies it when it is mended', async () => {
    const run = (migrations: Migration[]) => migrate(database.url, { migrations, version });
    await expect(run([first, broken])).rejects.toThrow('4_broken was refused and nothing of it was kept');
    expect(await ask(`SELECT to_regclass('a') AS a, to_regclass('c') AS c`)).toEqual([{ a: 'a', c: null }]);
    expect(await run([first, { ...broken, sql: 'CREATE TABLE c (id int);' }])).toEqual(['4_broken']);
  });

  it('runs beside a newer Parley whose migrations allow it', async () => {
    await migrate(database.url, { migrations: [first, later], version: '1.3.0' });
    expect(await migrate(database.url, { migrations: [first], version })).toEqual([]);
  });

  it('refuses a database that a newer Parley made unfit for this one', async () => {
    await migrate(database.url, { migrations: [first, later, breaking], version: '2.0.0' });
    const start = migrate(database.url, { migrations: [first, later], version });
    await expect(start).rejects.toThrow('was migrated by a newer Parley and needs 2.0.0 or later, and this is 1.2.0');
  });

  it('refuses a migration that was changed after it was applied, line ends aside', async () => {
    await migrate(database.url, { migrations: [first, later], version });
    const windows = { ...later, sql: later.sql.replaceAll('\n', '\r\n') };
    expect(await migrate(database.url, { migrations: [first, windows], version })).toEqual([]);
    const changed = { ...later, sql: 'CREATE TABLE b (id bigint);' };
    await expect(migrate(database.url, { migrations: [first, changed], version })).rejects.toThrow('was changed after');
  });

  it('says in a sentence where and why it cannot connect, without name and password', async () => {
    const nobody = migrate('postgresql://someone:hunter2@127.0.0.1:1/none');
    await expect(nobody).rejects.toMatchObject({ name: 'StartupError' });
    await expect(nobody).rejects.toThrow('The database at 127.0.0.1:1 cannot be used');
    await expect(nobody).rejects.not.toThrow(/hunter2|someone/);
    const stranger = new URL(database.url);
    stranger.password = 'hunter2';
    await expect(migrate(stranger.href)).rejects.toThrow('refuses the user or the password');
    stranger.href = database.url;
    stranger.pathname = '/not_there';
    await expect(migrate(stranger.href)).rejects.toThrow('create that database');
  });
});

describe('Prisma’s own command line', () => {
  const prisma = async (...args: string[]) => {
    const config = ['--config', join(root, 'prisma/prisma.config.ts')];
    const script = join(root, 'node_modules/prisma/build/index.js');
    const env = { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1' };
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, ...config], { cwd: root, env });
    return stdout;
  };

  it('agrees with us about what is applied', async () => {
    await migrate(database.url);
    expect(await prisma('migrate', 'status')).toContain('Database schema is up to date!');
  }, 60_000);

  it('finds no difference between the schema and a migrated database, hand-written parts included', async () => {
    const migrated = await openTestDatabase();
    try {
      database = { ...migrated, close: database.close };
      const diff = await prisma(
        ...['migrate', 'diff', '--from-config-datasource', '--to-schema', join(root, 'prisma/schema'), '--script'],
      );
      expect(diff).toContain('This is an empty migration');
    } finally {
      await migrated.close();
    }
  }, 60_000);
});
