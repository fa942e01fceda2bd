import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { buildStale } from '../build/build.mjs';
import { serverChains } from '../build/parts.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { at, root } from '../run/places.mjs';
import { Refusal, say } from '../run/tool.mjs';
import { ServerProcess } from './server-process.mjs';
import { watchFolders } from './watch.mjs';
import { startWebServer } from './web-server.mjs';

const watched = ['apps/api/src', 'libs/contracts/src', 'prisma'];
const matters = (/** @type {string} */ path) => !/\/generated\/|\.spec\.ts$|\.tmp$/.test(path);

/** @returns {Promise<number>} */
export async function dev() {
  process.chdir(root);
  await ensureInstalled({ dev: true });
  // The server reads it too, but the address here is ours.
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'));
  const { HOST: host = '127.0.0.1', PORT: port = '3000' } = process.env;
  const { PUBLIC_URL = `http://${host}:${port}` } = process.env;
  const apiPort = await freePort();
  const behind = { NODE_ENV: 'development', HOST: '127.0.0.1', PORT: String(apiPort), PUBLIC_URL };
  const api = new ServerProcess({ ...process.env, ...behind });
  // Before vite.config.ts is read: its proxy goes there.
  process.env['PARLEY_API'] = `http://127.0.0.1:${apiPort}`;
  const ended = signal();
  let first = Promise.resolve();
  const web = await startWebServer({ host, port: Number(port), apiIsReady: () => first.then(() => api.ready) });
  first = rebuild(api);
  await first;
  const unwatch = watchFolders(watched, matters, () => rebuild(api));
  say(`Parley in development: http://${host}:${port} (changes are taken up as you save; Ctrl-C ends it)`);
  await ended;
  unwatch();
  await Promise.all([web.close(), api.stop()]);
  return 0;
}

/** @param {ServerProcess} api */
async function rebuild(api) {
  try {
    await buildStale(serverChains);
    await api.restart();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`${error.message}\nWaiting for the next change.`);
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

/** @returns {Promise<void>} */
function signal() {
  return new Promise((resolve) => {
    for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(name, () => resolve());
  });
}
