import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { jwtSecret } from '../../stage/server.mjs';
import { ServerNode } from './node.mjs';
import { findServices } from './services.mjs';
import { Way } from './way.mjs';

const nodeCount = 2;
/** What the nodes logged, kept after the run. */
const logs = fileURLToPath(new URL('../../../.bench/chaos/', import.meta.url));

/**
 * Services, nodes that reach PostgreSQL each by a way of its own, and a way from the people to the nodes: a balancer that
 * knows nothing of sessions.
 * @param {(line: string) => void} say
 */
export async function setStage(say) {
  emptyLogs();
  const stack = await findServices(say);
  const { postgres, ...others } = stack.services;
  if (!postgres) throw new Error('Without PostgreSQL there is nothing to try.');
  const { ways, brokerWay, bodiesWay } = await openWays({ ...others, postgres });
  const nodes = ways.map((way, index) =>
    nodeAt(stack, { postgres: way, rabbitmq: brokerWay, mongo: bodiesWay }, index),
  );
  const balancer = await Way.open(() => nodes.filter(({ isUp }) => isUp).map(({ port }) => port));
  const pool = new pg.Pool({ connectionString: postgres.url, max: 3, application_name: 'chaos' });
  pool.on('error', () => undefined);
  const clear = async () => {
    await pool.end();
    await balancer.close();
    await Promise.all(nodes.map((node) => (node.signal('SIGCONT'), node.end('SIGKILL'))));
    await Promise.all([...ways, brokerWay, bodiesWay].map((way) => way.close()));
    await stack.stop();
  };
  try {
    await postgres.start();
    // Nodes come up without the others, and find them later.
    const started = [...nodes, ...Object.values(others)].map((one) => one.start());
    for (const attempt of await Promise.allSettled(started)) if (attempt.status === 'rejected') throw attempt.reason;
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    ...stack,
    nodes,
    ways,
    brokerWay,
    bodiesWay,
    balancer,
    pool,
    url: `http://127.0.0.1:${balancer.port}`,
    clear,
  };
}

/** @typedef {Awaited<ReturnType<typeof setStage>>} Stage */

function emptyLogs() {
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
}

/** What can be cut on the nodes' side: each has a way of its own to PostgreSQL. @param {import('./services.mjs').Services['services']} services */
async function openWays({ postgres, rabbitmq, mongo }) {
  const wayTo = (/** @type {{ port: number } | undefined} */ service) =>
    Way.open(() => (service ? [service.port] : []));
  return {
    ways: await Promise.all(Array.from({ length: nodeCount }, () => wayTo(postgres))),
    brokerWay: await wayTo(rabbitmq),
    bodiesWay: await wayTo(mongo),
  };
}

/**
 * @param {import('./services.mjs').Services} stack
 * @param {{ postgres: Way, rabbitmq: Way, mongo: Way }} ways
 * @param {number} index
 */
function nodeAt({ folder, services }, ways, index) {
  const name = `node-${index + 1}`;
  const dataDir = join(folder, name);
  mkdirSync(dataDir, { recursive: true });
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '1000000',
    JWT_SECRET: jwtSecret,
    JWT_EXPIRATION: '1d',
    DATA_DIR: dataDir,
    DATABASE_URL: throughWay(services.postgres?.url ?? '', ways.postgres),
    ...(services.redis && { REDIS_URL: services.redis.url }),
    ...(services.rabbitmq && { RABBITMQ_URL: throughWay(services.rabbitmq.url, ways.rabbitmq) }),
    ...(services.mongo && { MONGODB_URL: throughWay(services.mongo.url, ways.mongo) }),
  };
  return new ServerNode({ name, env, logFile: join(logs, `${name}.log`) });
}

/** @param {string} url @param {Way} way */
function throughWay(url, way) {
  const there = new URL(url);
  there.port = `${way.port}`;
  return there.href;
}
