import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool';

const folder = mkdtempSync(join(tmpdir(), 'parley-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const first =
  'CREATE TABLE a (id int, b int, c text); CREATE INDEX plain ON a (b); CREATE UNIQUE INDEX strict ON a (c);';
const roots: string[] = [];

/** One more migration of version 1.2.0, after one that is in order. Says where it is among what is inspected. */
function one(sql: string): number {
  const root = join(folder, String(roots.length));
  for (const [name, text] of [
    ['20260101000000_first', `-- oldest: 1.0.0\n${first}`],
    ['20270101000000_next', sql],
  ] as const) {
    mkdirSync(join(root, 'prisma/migrations', name), { recursive: true });
    writeFileSync(join(root, 'prisma/migrations', name, 'migration.sql'), text);
  }
  writeFileSync(join(root, 'package.json'), JSON.stringify({ version: '1.2.0' }));
  return roots.push(root) - 1;
}

const contracting = [
  ['drops the column a.b', 'ALTER TABLE a DROP COLUMN b'],
  ['drops the table a', 'DROP TABLE a'],
  ['drops the function f', 'DROP FUNCTION f(int)'],
  ['drops the index strict', 'DROP INDEX strict'],
  ['drops the type mood', 'DROP TYPE mood'],
  ['drops the constraint a_pkey', 'ALTER TABLE a DROP CONSTRAINT a_pkey'],
  ['renames b to d', 'ALTER TABLE a RENAME COLUMN b TO d'],
  ['renames a to d', 'ALTER TABLE a RENAME TO d'],
  ['renames the value low', `ALTER TYPE mood RENAME VALUE 'low' TO 'down'`],
  ['gives a.b another type', 'ALTER TABLE a ALTER COLUMN b TYPE bigint'],
  ['allows no null in a.b', 'ALTER TABLE a ALTER COLUMN b SET NOT NULL'],
  ['takes the default of a.b', 'ALTER TABLE a ALTER COLUMN b DROP DEFAULT'],
  ['a.d, which has to be given', 'ALTER TABLE a ADD COLUMN d int NOT NULL'],
  ['adds the constraint few to a', 'ALTER TABLE a ADD CONSTRAINT few CHECK (b < 9)'],
  ['no two of the same in a (one)', 'CREATE UNIQUE INDEX one ON a (b)'],
  ['empties a table', 'TRUNCATE a'],
].map(([what = '', sql = '']) => ({
  what,
  inUse: [
    '-- oldest: 1.0.0',
    '-- oldest: 1.0.0\n-- unused since: 1.1.0',
    '-- oldest: 1.2.0\n-- unused since: 1.2.0',
  ].map((headers) => one(`${headers}\n${sql};`)),
  unused: one(`-- oldest: 1.1.0\n-- unused since: 1.1.0\n${sql};`),
}));

const expanding = [
  'CREATE TABLE d (id int NOT NULL, e int NOT NULL); CREATE UNIQUE INDEX one ON d (e); ALTER TABLE d ADD CHECK (e > 0)',
  'ALTER TABLE a ADD COLUMN d int; CREATE UNIQUE INDEX one ON a (b, d); ALTER TABLE a ADD CONSTRAINT few CHECK (d < 9)',
  'ALTER TABLE a ADD COLUMN d int NOT NULL DEFAULT 0; ALTER TABLE a ALTER COLUMN d SET DEFAULT 1',
  'DROP INDEX plain; CREATE INDEX other ON a (c)',
  `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE a; END $$; ALTER TYPE mood ADD VALUE 'up'`,
].map((sql) => ({ sql, at: one(`-- oldest: 1.0.0\n${sql};`) }));

const broken = [
  ['says-its-oldest', 'SELECT 1;'],
  ['says-its-oldest', '-- oldest: 1.0.0.0\nSELECT 1;'],
  ['says-its-oldest', 'SELECT 1;\n-- oldest: 1.0.0\n'],
  ['says-its-oldest', '-- oldest: 1.3.0\nSELECT 1;'],
  ['fits-one-transaction', '-- oldest: 1.0.0\nCREATE INDEX CONCURRENTLY i ON a (b);'],
  ['fits-one-transaction', '-- oldest: 1.0.0\nSELECT 1; COMMIT;'],
  ['is-postgresql', '-- oldest: 1.0.0\nALTER TABEL a;'],
].map(([rule = '', sql = '']) => ({ rule, sql, at: one(sql) }));

const found: { rule: string; message: string }[][] = JSON.parse(runTool('migrations.mjs', ['--json', ...roots]).stdout);

it('is content with ours', () => {
  expect(runTool('migrations.mjs', [])).toMatchObject({ status: 0 });
});

it.each(contracting)('refuses one that $what while an older version may use it', ({ what, inUse, unused }) => {
  const message = expect.stringContaining(what) as string;
  for (const at of inUse)
    expect(found[at]).toContainEqual(expect.objectContaining({ rule: 'takes-nothing-in-use', message }));
  expect(found[unused]).toEqual([]);
});

it.each(expanding)('lets through what an older server does not notice: $sql', ({ at }) => {
  expect(found[at]).toEqual([]);
});

it.each(broken)('$rule is broken by $sql', ({ rule, at }) => {
  expect(found[at]?.map((problem) => problem.rule)).toEqual([rule]);
});
