import { createRequire } from 'node:module';
import { buildStale } from '../build/build.mjs';
import { serverChains } from '../build/parts.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { at } from '../run/places.mjs';
import { Refusal, say } from '../run/tool.mjs';

/** The name of the database inside the embedded server. */
const NAME = 'parley';

/** What the server itself is built from, so that a tool finds its database exactly as the server does. */
async function loadServer() {
  await ensureInstalled({ dev: false });
  await buildStale(serverChains);
  const require = createRequire(at('apps/api/dist/main.js'));
  return {
    .../** @type {typeof import('../../apps/api/src/config')} */ (require('./config')),
    .../** @type {typeof import('../../apps/api/src/platform/database/embedded')} */ (
      require('./platform/database/embedded')
    ),
    .../** @type {typeof import('../../apps/api/src/platform/database/migrations')} */ (
      require('./platform/database/migrations')
    ),
  };
}

/**
 * Lends the configured database: the external one, the embedded one of a running server, or the embedded one started
 * for as long as the work takes.
 * @param {(url: string, server: Awaited<ReturnType<typeof loadServer>>) => Promise<number>} work
 */
export async function withDatabase(work) {
  try {
    const server = await loadServer();
    const { databaseUrl, dataDir } = server.loadConfig();
    if (databaseUrl) return await work(databaseUrl, server);
    const holder = server.holderOf(dataDir);
    if (holder) return await work(urlBeside(holder, dataDir, server), server);
    return await onOurOwn(dataDir, work, server);
  } catch (error) {
    // Of another copy of the class than ours: it comes out of the build.
    if (error instanceof Error && error.name === 'StartupError') throw new Refusal(error.message);
    throw error;
  }
}

/**
 * @param {{ pid: number }} holder
 * @param {string} dataDir
 * @param {Awaited<ReturnType<typeof loadServer>>} server
 */
function urlBeside(holder, dataDir, { urlOfRunning }) {
  const url = urlOfRunning(dataDir, NAME);
  if (url) return url;
  throw new Refusal(`Process ${holder.pid} is starting or stopping the database in ${dataDir}: try again in a moment.`);
}

/**
 * @param {string} dataDir
 * @param {Parameters<typeof withDatabase>[0]} work
 * @param {Awaited<ReturnType<typeof loadServer>>} server
 */
async function onOurOwn(dataDir, work, server) {
  say(`Starting the database in ${dataDir}…`);
  const postgres = await server.EmbeddedPostgres.start(dataDir);
  try {
    return await work(await postgres.ensureDatabase(NAME), server);
  } finally {
    await postgres.stop();
  }
}
