import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../apps/api/dist/main.js', import.meta.url));

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  return port;
}

/**
 * The built server in a process of its own, as in production but for its limits, with a database of its own unless
 * `DATABASE_URL` is set.
 */
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: `${port}`,
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'info',
    RATE_LIMIT_FACTOR: '1000000',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let out = '';
  let log = '';
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (log += chunk.toString()));
  child.stdout.on('data', (/** @type {Buffer} */ chunk) => (out += chunk.toString()));
  while (!out.includes('Parley is ready')) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${out}${log}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it has logged up to now, a JSON object a line. */
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
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
