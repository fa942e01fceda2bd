import { pino } from 'pino';
import { openTestDatabase } from '../../../../test/test-database';
import { Config } from '../../../config';
import { Database } from '../../database';
import { Log } from '../../logging';
import { Metrics } from '../../metrics';
import { Broker, type BrokerMessage } from '../broker.port';
import { DeadLetters } from '../dead-letters/dead-letters';
import { DeadLettersRepository } from '../dead-letters/dead-letters.repository';
import { OutboxRelay } from './outbox-relay';
import { OutboxRepository } from './outbox.repository';

/** Takes everything, unless it is told not to. */
class Ear extends Broker {
  away = false;
  readonly heard: BrokerMessage[] = [];
  readonly handed: number[] = [];

  override bind(): void {}
  override async check(): Promise<void> {
    if (this.away) throw new Error('away');
  }
  override async publish(messages: readonly BrokerMessage[]): Promise<void> {
    await this.check();
    this.handed.push(messages.length);
    this.heard.push(...messages);
  }
  override consume(): void {}
  override async close(): Promise<void> {}
}

let place: Awaited<ReturnType<typeof openTestDatabase>>;
let database: Database;
let ear: Ear;
const metrics = new Metrics();
const relays: OutboxRelay[] = [];

beforeAll(async () => {
  place = await openTestDatabase();
  database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await place.close();
});
beforeEach(() => (ear = new Ear()));
afterEach(() => Promise.all(relays.splice(0).map((one) => one.stop())));

function relay(broker: Broker = ear): OutboxRelay {
  const log = new Log(pino({ level: 'silent' }));
  const deadLetters = new DeadLetters(new DeadLettersRepository(database), metrics, log);
  const made = new OutboxRelay(new OutboxRepository(database), broker, deadLetters, metrics, log);
  relays.push(made);
  return made;
}

const write = (count: number, topic = 'test.written') =>
  database.pool.query(
    `INSERT INTO outbox (topic, payload) SELECT $1, jsonb_build_object('n', n) FROM generate_series(1, $2::int) n`,
    [topic, count],
  );
const left = async () => (await new OutboxRepository(database).backlog()).waiting;
const numbers = () => ear.heard.map(({ payload }) => payload.n as number).toSorted((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds());) {
    if (Date.now() > end) throw new Error('This did not come to be in 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the outbox relay', () => {
  it('carries what has gathered before it was there, in batches, and leaves nothing behind', async () => {
    await write(1_700);
    relay().start();
    await until(async () => (await left()) === 0);
    expect(numbers()).toEqual(upTo(1_700));
    expect(Math.max(...ear.handed)).toBe(500);
  });

  it('shares the rows with other relays: each goes once', async () => {
    await write(3_000);
    for (const one of [relay(), relay(), relay()]) one.start();
    await until(async () => (await left()) === 0);
    expect(numbers()).toEqual(upTo(3_000));
  });

  it('finds what another node has written', async () => {
    relay().start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await write(1);
    await until(() => ear.heard.length === 1);
  });

  it('waits while the broker is away, says how much waits and how long, and goes on when it is back', async () => {
    ear.away = true;
    await write(20);
    relay().start();
    const waiting = async () => (await metrics.outboxWaiting.get()).values[0]?.value;
    await until(async () => (await waiting()) === 20);
    expect((await metrics.outboxOldest.get()).values[0]?.value).toBeGreaterThan(0);
    ear.away = false;
    await until(async () => (await left()) === 0);
    expect(numbers()).toEqual(upTo(20));
    await until(async () => (await waiting()) === 0);
  });

  it('hands over again what it had no time to remove', async () => {
    await write(3);
    const forward = new OutboxRepository(database).forward(500, async (rows) => {
      await ear.publish(rows.map(({ id, topic, payload }) => ({ id, topic, payload: payload as object as never })));
      // As kill -9 does: the connection is gone before the rows are.
      await database.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction'`,
      );
    });
    await expect(forward).rejects.toThrow();
    relay().start();
    await until(async () => (await left()) === 0);
    expect(numbers()).toEqual([1, 1, 2, 2, 3, 3]);
    expect(new Set(ear.heard.map(({ id }) => id)).size).toBe(3);
  });

  it('parks a row that no broker could carry, and is held up by none', async () => {
    await write(1, 'not a topic');
    await write(1);
    relay().start();
    await until(async () => (await left()) === 0);
    expect(ear.heard.map(({ topic }) => topic).toSorted()).toEqual(['dead-letter.parked', 'test.written']);
    const { rows } = await database.pool.query('SELECT topic, payload, reason FROM dead_letters');
    expect(rows).toEqual([{ topic: 'not a topic', payload: '{"n":1}', reason: 'no broker can carry this' }]);
  });
});
