import { Client } from 'pg';
import { react } from './acting';
import { add, create, send } from './conversations/place';
import { Crowd } from './crowd';
import type { Person } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '100' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

/** Far more than the node has connections to its database. */
const many = 60;

async function waiting(holder: Client): Promise<number> {
  await holder.query('SELECT pg_stat_clear_snapshot()');
  const { rowCount } = await holder.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

/** Somebody holds a row for as long as others are asked whether they still get their answers. */
async function whileHeld(table: 'users' | 'conversations', id: string, crush: () => Promise<unknown>[], other: Person) {
  const holder = new Client({ connectionString: server.databaseUrl });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [id]);
    const crushed = crush();
    while ((await waiting(holder)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    // The others of them arrive.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const waiters = await waiting(holder);
    const answered = await other.ask('GET', '/api/chat');
    await holder.query('ROLLBACK');
    await Promise.all(crushed);
    expect(waiters).toBeGreaterThan(0);
    expect(waiters).toBeLessThan(5);
    expect(answered.status).toBe(200);
  } finally {
    await holder.end();
  }
}

describe('many who wait for one lock leave the connections to the others', () => {
  it('the settings of one person', async () => {
    const [mira, other] = [await crowd.join(), await crowd.join()];
    const groups = await Promise.all(Array.from({ length: many }, () => create(mira)));
    const crush = () => groups.map(({ id }) => mira.ask('PATCH', `/api/chat/${id}/settings`, { pinned: true }));
    await whileHeld('users', mira.id, crush, other);
  });

  it('conversations that one person makes', async () => {
    const [mira, other] = [await crowd.join(), await crowd.join()];
    await whileHeld('users', mira.id, () => Array.from({ length: many }, () => create(mira)), other);
  });

  it('changes of one conversation', async () => {
    const [mira, other] = [await crowd.join(), await crowd.join()];
    const { id } = await create(mira);
    const crush = () => Array.from({ length: many }, (_, n) => mira.ask('PATCH', `/api/chat/${id}`, { name: `n${n}` }));
    await whileHeld('conversations', id, crush, other);
  });

  it('a crowd that reacts to one message', async () => {
    const [mira, other] = [await crowd.join(), await crowd.join()];
    const { id } = await create(mira, { history: 'all' });
    const said = (await send(mira, id)).body as { id: string };
    const people = await Promise.all(Array.from({ length: 25 }, () => crowd.join()));
    await add(mira, id, ...people);
    const sockets = await Promise.all(people.map((person) => person.connect()));
    await whileHeld('conversations', id, () => sockets.map((socket) => react(socket, said.id, '👍')), other);
  });
});
