// npm run stack              starts what is not running, then prints four exports:  eval "$(npm run -s stack)"
// npm run stack -- status    says what runs
// npm run stack -- down      ends what `up` started, and nothing else; the data stays under .stack/
import { Refusal, say, seconds } from '../run/tool.mjs';
import { composeDown, composeMongoUrl, composeRunning, composeUp, dockerAnswers } from './docker.mjs';
import { mongoUrl, startMongo } from './mongo.mjs';
import { postgresUrl, startPostgres } from './postgres.mjs';
import { endProcess, running } from './processes.mjs';
import { rabbitmqUrl, startRabbitmq } from './rabbitmq.mjs';
import { redisUrl, startRedis } from './redis.mjs';
import { progress, settings } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @type {Record<string, (settings: Settings) => Promise<void>>} */
const starters = { postgres: startPostgres, mongo: startMongo, redis: startRedis, rabbitmq: startRabbitmq };
const verbs = { up, down, status };

/** @param {string[]} args @returns {Promise<number>} */
export async function stack([verb = 'up', ...rest]) {
  if (!(verb in verbs) || rest.length > 0) {
    throw new Refusal(`npm run stack knows up, down and status, not "${[verb, ...rest].join(' ')}".`);
  }
  return verbs[/** @type {keyof typeof verbs} */ (verb)](await settings());
}

/** @param {Settings} made */
async function up(made) {
  const docker = dockerAnswers();
  if (docker) await composeUp(made);
  else await startAll(made);
  printExports(made, docker);
  return 0;
}

/** @param {Settings} made */
async function startAll(made) {
  const attempts = Object.entries(starters).map(async ([name, start]) => {
    const since = performance.now();
    if (running(name)) return progress(`${name} is running already.`);
    await start(made);
    progress(`${name} is ready after ${seconds(since)}.`);
  });
  // All are waited for: one that fails must not leave another half started and unrecorded.
  const failures = (await Promise.allSettled(attempts)).filter((attempt) => attempt.status === 'rejected');
  if (failures.length === 0) return;
  const known = failures.every(({ reason }) => reason instanceof Refusal);
  throw known ? new Refusal(failures.map(({ reason }) => reason.message).join('\n')) : failures[0]?.reason;
}

/** @param {Settings} made @param {boolean} docker */
function printExports(made, docker) {
  say(`export DATABASE_URL='${postgresUrl(made)}'`);
  say(`export MONGODB_URL='${docker ? composeMongoUrl(made) : mongoUrl(made)}'`);
  say(`export REDIS_URL='${redisUrl(made)}'`);
  say(`export RABBITMQ_URL='${rabbitmqUrl(made)}'`);
}

/** @param {Settings} made */
async function down(made) {
  const ended = [];
  for (const name of ['rabbitmq', 'epmd', 'redis', 'mongo', 'postgres']) if (await endProcess(name)) ended.push(name);
  if (ended.length > 0) progress(`Ended ${ended.join(', ')}.`);
  if (dockerAnswers()) await composeDown(made);
  else if (ended.length === 0) progress('Nothing of ours is running.');
  return 0;
}

/** @param {Settings} made */
async function status(made) {
  const contained = dockerAnswers() ? await composeRunning(made) : [];
  const states = Object.keys(starters).map((name) => ({ name, state: stateOf(name, contained) }));
  for (const { name, state } of states) say(`${name}: ${state}`);
  return states.some(({ state }) => state === 'stopped') ? 1 : 0;
}

/** @param {string} name @param {string[]} contained */
function stateOf(name, contained) {
  const own = running(name);
  if (own) return `running, pid ${own.pid}`;
  return contained.includes(name) ? 'running, in Docker' : 'stopped';
}
