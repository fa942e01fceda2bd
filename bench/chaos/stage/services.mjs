import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mountDisk } from './disk.mjs';

/**
 * @typedef {import('../../../tools/stack/settings.mjs').Settings} Settings
 * @typedef {'postgres' | 'redis' | 'rabbitmq' | 'mongo'} ServiceName
 * @typedef {ServiceName | 'disk'} Need
 * @typedef {object} Service
 * @property {string} url
 * @property {number} port
 * @property {() => number} pid of the process that is killed
 * @property {(signal: NodeJS.Signals) => Promise<void>} end waits until it is gone
 * @property {() => Promise<void>} start waits until it answers
 * @property {(call: string) => Promise<string>} [call] something within RabbitMQ
 */

const names = /** @type {ServiceName[]} */ (['postgres', 'redis', 'rabbitmq', 'mongo']);

const endings = ['rabbitmq', 'epmd', 'redis', 'mongo', 'postgres'];

/**
 * Services of this run's own, because it kills them: those of `npm run stack`, at a place of their own.
 * @param {(line: string) => void} say
 */
export async function findServices(say) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-chaos-'));
  // PostgreSQL's own account has to get through where root runs this.
  await chmod(folder, 0o711);
  // The stack's parts look here as they are loaded, and not before.
  process.env['PARLEY_STACK_FOLDER'] = folder;
  const parts = await loadParts();
  const made = await parts.settings();
  /** @type {Partial<Record<ServiceName, Service>>} */
  const services = {};
  /** @type {Map<Need, string>} */
  const missing = new Map();
  // Where PostgreSQL will look for its folder.
  const mounted = mountDisk(join(folder, 'postgres'));
  const disk = typeof mounted === 'string' ? null : mounted;
  if (typeof mounted === 'string') missing.set('disk', mounted);
  for (const name of names) {
    const reason = parts.missing[name]();
    if (reason) missing.set(name, reason);
    else services[name] = serviceOf(parts, made, name);
  }
  for (const [name, reason] of missing) say(`${name} is not here: ${reason}`);
  return { folder, services, disk, missing, stop: ending(parts, folder, disk) };
}

/**
 * What ends all of them; a run that is broken off leaves nothing behind, either.
 * @param {Awaited<ReturnType<typeof loadParts>>} parts @param {string} folder @param {import('./disk.mjs').Disk | null} disk
 */
function ending(parts, folder, disk) {
  const endNow = () => {
    for (const name of endings) {
      const pid = parts.running(name)?.pid;
      if (pid) process.kill(name === 'postgres' ? pid : -pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    }
    disk?.remove();
    // What PostgreSQL still writes as it ends may come in between.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', endNow);
  return async () => {
    process.off('exit', endNow);
    for (const name of endings) {
      const pid = parts.running(name)?.pid;
      // One that is held takes no other signal than this.
      if (pid) process.kill(-pid, 'SIGCONT');
      await parts.endProcess(name);
    }
    disk?.remove();
    await rm(folder, { recursive: true, force: true });
  };
}

/** @typedef {Awaited<ReturnType<typeof findServices>>} Services */

async function loadParts() {
  const [processes, programs, settings, postgres, redis, rabbitmq, mongo] = await Promise.all([
    import('../../../tools/stack/processes.mjs'),
    import('../../../tools/stack/programs.mjs'),
    import('../../../tools/stack/settings.mjs'),
    import('../../../tools/stack/postgres.mjs'),
    import('../../../tools/stack/redis.mjs'),
    import('../../../tools/stack/rabbitmq.mjs'),
    import('../../../tools/stack/mongo.mjs'),
  ]);
  const { findProgram } = programs;
  const need = (/** @type {string} */ program) => () =>
    findProgram(program) ? undefined : `${program} is not installed`;
  return {
    ...processes,
    settings: settings.settings,
    starters: {
      postgres: postgres.startPostgres,
      redis: redis.startRedis,
      rabbitmq: rabbitmq.startRabbitmq,
      mongo: mongo.startMongo,
    },
    callRabbitmq: rabbitmq.callRabbitmq,
    urls: {
      postgres: postgres.postgresUrl,
      redis: redis.redisUrl,
      rabbitmq: rabbitmq.rabbitmqUrl,
      mongo: mongo.mongoUrl,
    },
    missing: {
      postgres: () => undefined,
      redis: need('redis-server'),
      rabbitmq: need('rabbitmq-server'),
      mongo: () => (mongo.isBuilt() ? undefined : need('go')()),
    },
  };
}

/** @param {Awaited<ReturnType<typeof loadParts>>} parts @param {Settings} made @param {ServiceName} name @returns {Service} */
function serviceOf(parts, made, name) {
  const { running } = parts;
  return {
    url: parts.urls[name](made),
    port: made.ports[name],
    pid: () => running(name)?.pid ?? 0,
    async end(signal) {
      const pid = running(name)?.pid;
      if (!pid) return;
      // The postmaster ends its own; a shell around RabbitMQ does not.
      process.kill(name === 'postgres' ? pid : -pid, signal);
      while (running(name)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    start: () => parts.starters[name](made),
    ...(name === 'rabbitmq' && { call: (call) => parts.callRabbitmq(made, call) }),
  };
}
