import { createRequire } from 'node:module';
import { at } from '../run/places.mjs';
import { findProgram } from '../stack/programs.mjs';

/**
 * @typedef {object} Service somebody runs it besides; where it answers, the contract suite of its adapter runs on it too
 * @property {string} name
 * @property {string} variable where it is said
 * @property {string} usual where it is when nobody says
 * @property {string} handedOn how the suite hears of it: tests never see the variable that configures a server
 * @property {(url: string) => Promise<void>} ask
 */

/** @type {Service[]} */
const services = [
  {
    name: 'PostgreSQL',
    variable: 'DATABASE_URL',
    usual: 'postgresql://postgres:postgres@127.0.0.1:5432/postgres',
    handedOn: 'PARLEY_CONTRACT_POSTGRES',
    ask: askPostgres,
  },
  {
    name: 'RabbitMQ',
    variable: 'RABBITMQ_URL',
    usual: 'amqp://guest:guest@127.0.0.1:5672',
    handedOn: 'PARLEY_CONTRACT_RABBITMQ',
    ask: askRabbitmq,
  },
  {
    name: 'Redis',
    variable: 'REDIS_URL',
    usual: 'redis://127.0.0.1:6379/0',
    handedOn: 'PARLEY_CONTRACT_REDIS',
    ask: askRedis,
  },
  {
    name: 'MongoDB',
    variable: 'MONGODB_URL',
    usual: 'mongodb://127.0.0.1:27017',
    handedOn: 'PARLEY_CONTRACT_MONGO',
    ask: askMongo,
  },
];

/** @param {string} url */
async function askPostgres(url) {
  const { Client } = createRequire(at('apps/api/package.json'))('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // Without a listener a connection that is lost ends the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {string} url */
async function askRedis(url) {
  const { Redis } = createRequire(at('apps/api/package.json'))('ioredis');
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 3_000, retryStrategy: () => null });
  // Without a listener a refused connection is printed.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}

/** @param {string} url */
async function askMongo(url) {
  const { createConnection } = createRequire(at('apps/api/package.json'))('mongoose');
  const connection = createConnection();
  try {
    await connection.openUri(url, { serverSelectionTimeoutMS: 3_000 });
  } finally {
    await connection.destroy().catch(() => {});
  }
}

/** @param {string} url */
async function askRabbitmq(url) {
  const { connect } = createRequire(at('apps/api/package.json'))('amqplib');
  const connection = await connect(url, { timeout: 3_000 });
  await connection.close();
}

/** @typedef {{ name: string, handedOn: Record<string, string>, missing: string | undefined }} Found */

/** What is tested by stopping and killing it cannot be the one that somebody runs. @returns {Found} */
function findRedisProgram() {
  const program = findProgram('redis-server');
  return {
    name: 'faults of a Redis of its own',
    handedOn: program ? { PARLEY_REDIS_SERVER: program } : {},
    missing: program ? undefined : 'no redis-server was found (Debian: apt-get install redis-server)',
  };
}

/** @returns {Promise<Found[]>} */
export async function findServices() {
  const found = await Promise.all(
    services.map(async ({ name, variable, usual, handedOn, ask }) => {
      const url = process.env[variable] || usual;
      const where = process.env[variable] ? variable : 'the usual port';
      const title = `contract on ${name} (${where})`;
      try {
        await ask(url);
        return { name: title, handedOn: { [handedOn]: url }, missing: undefined };
      } catch {
        const { host } = new URL(url);
        return { name: title, handedOn: {}, missing: `no ${name} of ours answers at ${host}; set ${variable} to one` };
      }
    }),
  );
  return [...found, findRedisProgram()];
}
