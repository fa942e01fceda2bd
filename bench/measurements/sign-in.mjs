import bcrypt from 'bcrypt';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { metricsOf, startServer } from '../stage/server.mjs';

const people = 8;
/** As many as the server hashes at once (`hashing-queue.ts`). */
const hashers = Math.max(1, Math.min(3, availableParallelism()));
const password = `bench ${randomBytes(8).toString('hex')}`;

/** @param {string} url @param {string} path @param {object} body */
async function post(url, path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/**
 * So many do it again and again, each as soon as the last one is done.
 * @param {{ many: number, ms: number }} how
 * @param {(nth: number) => Promise<unknown>} work
 */
async function repeat({ many, ms }, work) {
  const begun = performance.now();
  let done = 0;
  const one = async (/** @type {number} */ nth) => {
    while (performance.now() - begun < ms) {
      await work(nth);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: many }, (_, nth) => one(nth)));
  return { done, perSecond: (done / (performance.now() - begun)) * 1000 };
}

/** bcrypt alone, in this process. @param {string} hash @param {number} ms */
async function floor(hash, ms) {
  const before = process.cpuUsage();
  const { done, perSecond } = await repeat({ many: hashers, ms }, () => bcrypt.compare(password, hash));
  const { user, system } = process.cpuUsage(before);
  return { perSecond, cpuEach: (user + system) / 1e6 / done };
}

/** @param {Map<string, number>} metrics @param {string} name */
const read = (metrics, name) => metrics.get(`parley_${name}`) ?? Number.NaN;

/** The server says how late its event loop was since it was last asked: up to here only the floor ran. @param {string} url @param {number} ms */
async function signIns(url, ms) {
  const before = await metricsOf(url);
  const { done, perSecond } = await repeat({ many: people, ms }, (nth) =>
    post(url, '/api/auth/login', { login: `bench${nth}`, password, session: 'token' }),
  );
  const after = await metricsOf(url);
  const cpu = read(after, 'process_cpu_seconds_total') - read(before, 'process_cpu_seconds_total');
  const late = (/** @type {Map<string, number>} */ metrics) => 1000 * read(metrics, 'nodejs_eventloop_lag_p99_seconds');
  return { perSecond, cpuEach: cpu / done, idle: late(before), busy: late(after) };
}

/**
 * Sign-ins against bcrypt alone, in turns.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function signingIn({ quick }) {
  const server = await startServer();
  try {
    for (let nth = 0; nth < people; nth += 1) {
      const name = `bench${nth}`;
      await post(server.url, '/api/auth/register', { email: `${name}@example.org`, username: name, password });
    }
    const cost = Number(/"cost":(\d+)/.exec(server.log())?.[1]);
    const hash = await bcrypt.hash(password, cost);
    const { rounds, ms } = quick ? { rounds: 2, ms: 1_500 } : { rounds: 5, ms: 4_000 };
    /** @type {Awaited<ReturnType<typeof floor>>[]} */
    const bare = [];
    /** @type {Awaited<ReturnType<typeof signIns>>[]} */
    const ours = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await floor(hash, ms));
      ours.push(await signIns(server.url, ms));
    }
    const of = (/** @type {'perSecond' | 'cpuEach'} */ key) => ({
      parley: ours.map((one) => one[key]),
      floor: bare.map((one) => one[key]),
    });
    return {
      rows: [
        { what: 'sign-ins a second', ...of('perSecond') },
        { what: 'sign-in, CPU s', ...of('cpuEach') },
        {
          what: 'sign-in, event loop late p99 ms',
          parley: ours.map(({ busy }) => busy),
          floor: ours.map(({ idle }) => idle),
        },
      ],
      remarks: [
        `bcrypt cost ${cost}, ${hashers} at once, ${people} people; floor: bcrypt alone, and the loop beside it`,
      ],
    };
  } finally {
    await server.stop();
  }
}
