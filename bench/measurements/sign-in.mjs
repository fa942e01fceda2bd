import bcrypt from 'bcrypt';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { metricsOf, startServer } from '../server.mjs';

const rounds = 5;
const roundMs = 4_000;
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
 * @param {number} many
 * @param {(nth: number) => Promise<unknown>} work
 */
async function repeat(many, work) {
  const begun = performance.now();
  let done = 0;
  const one = async (/** @type {number} */ nth) => {
    while (performance.now() - begun < roundMs) {
      await work(nth);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: many }, (_, nth) => one(nth)));
  return { done, perSecond: (done / (performance.now() - begun)) * 1000 };
}

/** bcrypt alone, in this process. @param {string} hash */
async function floor(hash) {
  const before = process.cpuUsage();
  const { done, perSecond } = await repeat(hashers, () => bcrypt.compare(password, hash));
  const { user, system } = process.cpuUsage(before);
  return { perSecond, cpuEach: (user + system) / 1e6 / done };
}

/** @param {Map<string, number>} metrics @param {string} name */
const read = (metrics, name) => metrics.get(`parley_${name}`) ?? Number.NaN;

/** The server says how late its event loop was since it was last asked: up to here only the floor ran. @param {string} url */
async function signIns(url) {
  const before = await metricsOf(url);
  const { done, perSecond } = await repeat(people, (nth) =>
    post(url, '/api/auth/login', { login: `bench${nth}`, password, session: 'token' }),
  );
  const after = await metricsOf(url);
  const cpu = read(after, 'process_cpu_seconds_total') - read(before, 'process_cpu_seconds_total');
  const late = (/** @type {Map<string, number>} */ metrics) => 1000 * read(metrics, 'nodejs_eventloop_lag_p99_seconds');
  const worst = 1000 * read(after, 'nodejs_eventloop_lag_max_seconds');
  return { perSecond, cpuEach: cpu / done, idle: late(before), busy: late(after), worst };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Sign-ins against bcrypt alone, in turns. */
export async function measure() {
  const server = await startServer();
  try {
    for (let nth = 0; nth < people; nth += 1) {
      const name = `bench${nth}`;
      await post(server.url, '/api/auth/register', { email: `${name}@example.org`, username: name, password });
    }
    const cost = Number(/"cost":(\d+)/.exec(server.log())?.[1]);
    const hash = await bcrypt.hash(password, cost);
    const lines = [
      `bcrypt cost ${cost}, ${hashers} at once, ${people} people, ${rounds} rounds of ${roundMs / 1000} s`,
    ];
    /** @type {({ rate: number, cpu: number } & Awaited<ReturnType<typeof signIns>>)[]} */
    const all = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await floor(hash);
      const ours = await signIns(server.url);
      all.push({ rate: ours.perSecond / bare.perSecond, cpu: ours.cpuEach / bare.cpuEach, ...ours });
      lines.push(
        `${ours.perSecond.toFixed(1)} sign-ins/s of ${bare.perSecond.toFixed(1)} bare; CPU each ${ours.cpuEach.toFixed(3)} s of ${bare.cpuEach.toFixed(3)} s; ` +
          `event loop late p99 ${ours.idle.toFixed(1)} ms, under load ${ours.busy.toFixed(1)} ms, at worst ${ours.worst.toFixed(1)} ms`,
      );
    }
    const of = (/** @type {'rate' | 'cpu' | 'busy' | 'idle'} */ key) => median(all.map((one) => one[key])).toFixed(2);
    lines.push(
      `median: rate ${of('rate')} x floor, CPU ${of('cpu')} x floor, p99 late ${of('idle')} -> ${of('busy')} ms`,
    );
    return lines;
  } finally {
    await server.stop();
  }
}
