import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { openProxy } from '../../../test/proxy';
import { openTestDatabase } from '../../../test/test-database';
import { Config } from '../../config';
import { Database } from '../database';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { type BrokerHouse, brokerContract, until } from './broker.contract';
import { BrokerStrategy } from './broker.strategy';
import { DeadLetters } from './dead-letters/dead-letters';
import { DeadLettersRepository } from './dead-letters/dead-letters.repository';
import { PostgresBroker } from './jobs/broker.postgres';
import { OutboxRelay } from './outbox/outbox-relay';
import { OutboxRepository } from './outbox/outbox.repository';
import { RabbitBroker } from './rabbitmq/broker.rabbitmq';
import { Reports } from './reports';
import { queueNames, queueOf } from './topics';

jest.setTimeout(60_000);

/** The part of a house that is the same whatever carries the messages: where dead letters lie. */
async function foundation() {
  const place = await openTestDatabase();
  const database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
  const said: string[] = [];
  const log = new Log(pino({ level: 'warn' }, { write: (line: string) => void said.push(line) }));
  const metrics = new Metrics();
  const deadLetters = new DeadLetters(new DeadLettersRepository(database), metrics, log);
  const parked = async () =>
    (
      await database.pool.query(
        'SELECT queue, message_id AS "messageId", topic, payload, reason FROM dead_letters ORDER BY id',
      )
    ).rows;
  const close = async () => {
    await database.onApplicationShutdown();
    await place.close();
  };
  return { database, deadLetters, reports: new Reports(metrics, log), said, parked, close };
}

describe('Broker in PostgreSQL, when a node was killed in the middle of a job', () => {
  it('gives the job to another, and parks it when each of them dies of it', async () => {
    const { database, deadLetters, reports, parked, close } = await foundation();
    const open = () => new PostgresBroker(database, deadLetters, reports);
    const writer = open();
    writer.bind([{ queue: 'media', pattern: '#' }]);
    const message = (id: string) => ({ id, topic: 'media.arrived', payload: { id } });
    await writer.publish([message('held')]);
    await writer.publish([message('deadly')]);
    // As kill -9 leaves it: locked by a pool of workers whose lock nobody holds.
    await database.pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'pool-killed', locked_at = now(),
         attempts = CASE WHEN payload::text LIKE '%deadly%' THEN max_attempts ELSE 1 END`,
    );
    const heard: string[] = [];
    const heir = open();
    heir.consume('media', async ({ id }) => void heard.push(id));
    await until(async () => heard.length > 0 && (await parked()).length > 0);
    expect(heard).toEqual(['held']);
    expect(await parked()).toMatchObject([
      { queue: 'media', messageId: 'deadly', topic: 'media.arrived', payload: '{"id":"deadly"}' },
    ]);
    await Promise.all([heir.close(1_000), writer.close(1_000)]);
    await close();
  });

  it('leaves alone what a living node works on', async () => {
    const { database, deadLetters, reports, close } = await foundation();
    const open = () => new PostgresBroker(database, deadLetters, reports);
    const working = open();
    working.bind([{ queue: 'media', pattern: '#' }]);
    let begun = 0;
    let finish = (): void => undefined;
    working.consume('media', () => {
      begun += 1;
      return new Promise((resolve) => (finish = resolve));
    });
    await working.publish([{ id: 'slow', topic: 'media.arrived', payload: {} }]);
    await until(() => begun === 1);
    const other = open();
    const heard: string[] = [];
    other.consume('media', async ({ id }) => void heard.push(id));
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(heard).toEqual([]);
    finish();
    await Promise.all([working.close(1_000), other.close(1_000)]);
    await close();
  });
});

describe('a message of which only a newer version knows what to do', () => {
  it('waits for one of these, is parked when none comes, and holds nothing up', async () => {
    const { database, deadLetters, reports, parked, close } = await foundation();
    const broker = new PostgresBroker(database, deadLetters, reports, { delaysMs: [50], attemptMs: 2_000 });
    const config = new Config({ NODE_ENV: 'test' });
    const relay = new OutboxRelay(new OutboxRepository(database), broker, deadLetters, new Metrics(), reports.log);
    const strategy = new BrokerStrategy(broker, relay, config);
    const heard: unknown[] = [];
    strategy.addHandler('mail.asked', async (payload: unknown) => void heard.push(payload), true, {
      queue: 'notifications',
    });
    strategy.listen(() => undefined);
    const newer = { id: 'newer', topic: 'mail.sung', payload: {}, queue: 'notifications' as const };
    await broker.publish([newer, { id: 'known', topic: 'mail.asked', payload: { n: 1 } }]);
    await until(async () => heard.length > 0 && (await parked()).length > 0);
    expect(heard).toEqual([{ n: 1 }]);
    expect(await parked()).toMatchObject([{ messageId: 'newer', reason: 'Error: nobody here works on mail.sung' }]);
    await strategy.close();
    await close();
  });
});

describe('Broker in PostgreSQL', () =>
  brokerContract(async (): Promise<BrokerHouse> => {
    const { database, deadLetters, reports, parked, close } = await foundation();
    const smuggle = async (queue: string, content: string) => {
      let json = content;
      try {
        JSON.parse(content);
      } catch {
        json = JSON.stringify(content);
      }
      await database.pool.query('SELECT graphile_worker.add_job($1, $2::json)', [`${queue}.queue`, json]);
    };
    return { open: (patience) => new PostgresBroker(database, deadLetters, reports, patience), parked, smuggle, close };
  }));

describe('RabbitMQ that is not there', () => {
  it('is named without its password, once, and refuses what is handed to it', async () => {
    const lines: string[] = [];
    const log = new Log(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }));
    const metrics = new Metrics();
    const broker = new RabbitBroker('amqp://mira:hunter2@127.0.0.1:1/x', undefined as never, new Reports(metrics, log));
    broker.bind([]);
    await until(() => lines.length > 0);
    await expect(broker.check()).rejects.toThrow('RabbitMQ at 127.0.0.1:1 takes nothing at present');
    await expect(broker.publish([])).rejects.toThrow('RabbitMQ at 127.0.0.1:1');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/RabbitMQ at 127\.0\.0\.1:1.*ECONNREFUSED/);
    expect(lines[0]).not.toMatch(/hunter2|mira/);
    expect((await metrics.brokerUp.get()).values[0]?.value).toBe(0);
    await broker.close(100);
  });
});

/** A RabbitMQ that somebody runs besides, found by `npm test`. What is there already is left alone. */
const rabbitmq = process.env['PARLEY_CONTRACT_RABBITMQ'] ?? '';
const withRabbitmq = rabbitmq ? describe : describe.skip;

withRabbitmq('Broker on RabbitMQ behind a line that breaks', () => {
  it('is taken up when it comes after us, takes nothing while it is gone, loses nothing, and goes on when it is back', async () => {
    const { deadLetters, reports, said, close } = await foundation();
    const line = await openProxy(rabbitmq);
    line.cut();
    const prefix = `parley-test-${randomBytes(6).toString('hex')}.`;
    const broker = new RabbitBroker(line.url, deadLetters, reports, { delaysMs: [], attemptMs: 60_000 }, prefix);
    const heard: string[] = [];
    const state = { holding: true };
    broker.consume('messages', async ({ id }) => {
      heard.push(id);
      while (state.holding) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    broker.bind([{ queue: 'messages', pattern: 'message.sent' }]);
    const ready = () =>
      until(() =>
        broker.check().then(
          () => true,
          () => false,
        ),
      );
    const message = (id: string) => ({ id, topic: 'message.sent', payload: {} });
    await until(() => said.length > 0);
    line.mend();
    await ready();
    await broker.publish([message('before')]);
    await until(() => heard.length === 1);
    line.cut();
    await until(() =>
      broker.check().then(
        () => false,
        () => true,
      ),
    );
    await expect(broker.publish([message('meanwhile')])).rejects.toThrow('takes nothing at present');
    state.holding = false;
    line.mend();
    await ready();
    await broker.publish([message('after')]);
    // Once more, because nobody could say that it was done; and nothing that was refused.
    await until(() => heard.length === 3);
    expect(heard.toSorted()).toEqual(['after', 'before', 'before']);
    await broker.close(1_000);
    await line.close();
    await removed(prefix, []);
    await close();
  });
});

withRabbitmq('Broker on RabbitMQ', () =>
  brokerContract(async (): Promise<BrokerHouse> => {
    const { connect } = await import('amqplib');
    const { deadLetters, reports, parked, close } = await foundation();
    const prefix = `parley-test-${randomBytes(6).toString('hex')}.`;
    const connection = await connect(rabbitmq);
    const channel = await connection.createConfirmChannel();
    const delays = new Set<number>();
    return {
      open: (patience) => {
        for (const delayMs of patience.delaysMs) delays.add(delayMs);
        return new RabbitBroker(rabbitmq, deadLetters, reports, patience, prefix);
      },
      parked,
      smuggle: async (queue, content) => {
        channel.sendToQueue(`${prefix}${queue}.queue`, Buffer.from(content));
        await channel.waitForConfirms();
      },
      close: async () => {
        await removed(prefix, [...delays]);
        await connection.close();
        await close();
      },
    };
  }),
);

async function removed(prefix: string, delaysMs: number[]): Promise<void> {
  const { connect } = await import('amqplib');
  const connection = await connect(rabbitmq);
  const channel = await connection.createChannel();
  const retries = delaysMs.map((delayMs) => `chat.retry.${delayMs / 1_000}s`);
  for (const name of [...queueNames.map(queueOf), 'dead.queue', ...retries]) await channel.deleteQueue(prefix + name);
  for (const name of ['chat', 'chat.dead', ...retries]) await channel.deleteExchange(prefix + name);
  await connection.close();
}
