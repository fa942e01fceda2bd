import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { openTestDatabase } from '../../../test/test-database';
import { Config } from '../../config';
import { Database } from '../database';
import { Log } from '../logging';
import { Metrics } from '../metrics';
import { type BrokerHouse, brokerContract } from './broker.contract';
import { DeadLetters } from './dead-letters/dead-letters';
import { DeadLettersRepository } from './dead-letters/dead-letters.repository';
import { PostgresBroker } from './jobs/broker.postgres';
import { RabbitBroker } from './rabbitmq/broker.rabbitmq';
import { Reports } from './reports';
import { queueNames, queueOf } from './topics';

jest.setTimeout(60_000);

/** The part of a house that is the same whatever carries the messages: where dead letters lie. */
async function foundation() {
  const place = await openTestDatabase();
  const database = await Database.open(new Config({ NODE_ENV: 'test', DATABASE_URL: place.url }));
  const log = new Log(pino({ level: 'silent' }));
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
  return { database, deadLetters, reports: new Reports(metrics, log), parked, close };
}

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

/** A RabbitMQ that somebody runs besides, found by `npm test`. What is there already is left alone. */
const rabbitmq = process.env['PARLEY_CONTRACT_RABBITMQ'] ?? '';
const withRabbitmq = rabbitmq ? describe : describe.skip;

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
        const retries = [...delays].map((delayMs) => `chat.retry.${delayMs / 1_000}s`);
        for (const name of [...queueNames.map(queueOf), 'dead.queue', ...retries])
          await channel.deleteQueue(prefix + name);
        for (const name of ['chat', 'chat.dead', ...retries]) await channel.deleteExchange(prefix + name);
        await connection.close();
        await close();
      },
    };
  }),
);
