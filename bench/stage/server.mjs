import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Signs what the measurements show as access tokens. */
export const jwtSecret = 'measured-0123456789-abcdefghijklmnopqrstuvwxyz';

const program = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @returns {Promise<number>} */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  return port;
}

/** Whatever stack the shell knows of: only who measures with it gets it. */
const withoutServices = { REDIS_URL: undefined, RABBITMQ_URL: undefined, MONGODB_URL: undefined };

/**
 * A program in a process of its own, up to the line that says it is ready.
 * @param {{ main: string, ready: string, env: Record<string, string>, port: number, profile?: string }} what
 */
async function start({ main, ready, env, port, profile }) {
  const begun = performance.now();
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  if (env.LOOP_PROBE) flags.push('--import', program('loop-probe.mjs'));
  const child = spawn(process.execPath, [...flags, main], {
    env: { ...process.env, ...withoutServices, ...env, PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  // A measurement that fails leaves nothing behind.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let out = '';
  let log = '';
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (log += chunk.toString()));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      out += chunk.toString();
      if (out.includes(ready)) resolve(undefined);
    });
    void ended.then(() => reject(new Error(`The server ended: ${out}${log}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    readyMs: performance.now() - begun,
    /** What it has logged up to now, a JSON object a line. */
    log: () => log,
    async stop() {
      process.off('exit', endWithUs);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof start>>} Running */

/**
 * The built server as in production but for its limits, with a database of its own unless it is given one. With
 * BENCH_PROFILE=FOLDER it leaves a CPU profile there.
 * @param {string} [databaseUrl] @param {Record<string, string>} [settings]
 */
export async function startServer(databaseUrl, settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  await chmod(folder, 0o711);
  const env = {
    NODE_ENV: 'production',
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'info',
    RATE_LIMIT_FACTOR: '1000000',
    JWT_SECRET: jwtSecret,
    JWT_EXPIRATION: '1d',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...settings,
  };
  const profile = process.env.BENCH_PROFILE ?? '';
  // A profile names files, and the bundle is one.
  const main = program(profile ? '../../apps/api/dist/server.js' : '../../apps/api/dist/main.js');
  const server = await start({ main, ready: 'Parley is ready', env, port: await freePort(), profile });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The least that could deliver a message: `bench/floors`. @param {string} databaseUrl @param {Record<string, string>} [settings] */
export async function startFloor(databaseUrl, settings = {}) {
  const env = { DATABASE_URL: databaseUrl, ...settings };
  return start({ main: program('../floors/socket-io.mjs'), ready: 'ready', env, port: await freePort() });
}

/**
 * A server that tells, once it has stopped, how long the turns of its event loop were.
 * @param {(settings: Record<string, string>) => Promise<Running>} startIt
 */
export async function startProbed(startIt) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-loop-'));
  const file = join(folder, 'turns.json');
  const server = await startIt({ LOOP_PROBE: file });
  return {
    ...server,
    /** @returns {Promise<{ at: number, ms: number, busy: number, cpu: number }[]>} */
    async turns() {
      await server.stop();
      const turns = JSON.parse(await readFile(file, 'utf8'));
      await rm(folder, { recursive: true, force: true });
      return turns;
    },
  };
}

/**
 * Prometheus metrics by name, those without labels.
 * @param {string} url
 * @returns {Promise<Map<string, number>>}
 */
export async function metricsOf(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new Map([...text.matchAll(/^(\w+) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]));
}
