import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { type TestDatabase, openTestDatabase } from '../../../../test/test-database';
import type { Database } from '../../../platform/database';
import { MovedRepository } from './moved.repository';

let database: TestDatabase;
let pool: Pool;
let moved: MovedRepository;
const many = 20_000;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = new Pool({ connectionString: database.url });
  moved = new MovedRepository({ pool } as unknown as Database);
  await pool.query(
    `INSERT INTO conversations (id, kind, rev, activity) SELECT gen_random_uuid(), 'group', 1, n FROM generate_series(1, $1) n`,
    [many],
  );
  await pool.query(`INSERT INTO users (id, email, username, name) VALUES ($1, 'mira', 'mira', 'Mira')`, [randomUUID()]);
  await pool.query(`INSERT INTO self_changes (user_id, type, key, self_rev, data)
    SELECT u.id, 'read', gen_random_uuid(), n, '{}' FROM users u, generate_series(1, 20000) n`);
  await pool.query('ANALYZE');
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const add = `INSERT INTO conversations (id, kind, rev, activity) VALUES ($1, 'group', 1, 0)`;
const idsOf = ({ conversations }: { conversations: [string, number][] }) => conversations.map(([id]) => id);

it('finds what a transaction did that had begun before and ended after the last question, and each thing once', async () => {
  const [slow, quick, next] = [randomUUID(), randomUUID(), randomUUID()];
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(add, [slow]);
  const begin = await moved.snapshot();
  await pool.query(add, [quick]);
  const first = await moved.since(begin);
  expect(idsOf(first)).toEqual([quick]);
  await client.query('COMMIT');
  client.release();
  await pool.query(add, [next]);
  const second = await moved.since(first.snapshot);
  expect(idsOf(second).sort()).toEqual([slow, next].sort());
  expect(idsOf(await moved.since(second.snapshot))).toEqual([]);
});

it('tells whose counter moved, how far, and who read where', async () => {
  const before = await moved.snapshot();
  const key = randomUUID();
  await pool.query(
    `INSERT INTO self_changes (user_id, type, key, self_rev, data) SELECT id, 'read', $1, 30000, '{}' FROM users`,
    [key],
  );
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM users');
  const userId = rows[0]?.id;
  expect(await moved.since(before)).toMatchObject({ people: [[userId, 30_000]], readers: [[userId, key]] });
});

it('reads no table whole, also after an import that the planner takes for found', async () => {
  const client = await pool.connect();
  const since = await moved.snapshot();
  const readings = async () => {
    await client.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await client.query<{ count: number }>(
      `SELECT sum(seq_scan)::int AS count FROM pg_stat_user_tables WHERE relname IN ('conversations', 'self_changes')`,
    );
    return rows[0]?.count;
  };
  const before = await readings();
  for (let n = 0; n < 3; n += 1) await client.query('SELECT * FROM moved_since($1)', [since]);
  expect(await readings()).toBe(before);
  await client.query('SELECT count(*) FROM conversations WHERE rev > 1');
  expect(await readings()).toBe((before ?? 0) + 1);
  client.release();
});
