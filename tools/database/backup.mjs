// npm run backup -- FOLDER     everything there is, as it is at this moment, while the server runs
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { at } from '../run/places.mjs';
import { Refusal, say, seconds } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';

const require = createRequire(at('apps/api/dist/main.js'));

/** @param {string[]} args @returns {Promise<number>} */
export async function backup([folder, ...rest]) {
  if (!folder || folder.startsWith('-') || rest.length > 0) throw new Refusal('Usage: npm run backup -- FOLDER');
  const begun = performance.now();
  return withDatabase(async (url, server) => {
    const config = server.loadConfig();
    const { writeBackup, BodiesElsewhere } = parts();
    const store = openMongo(config.mongodbUrl);
    const bodies = new BodiesElsewhere(store);
    try {
      const options = { signingKey: keyOf(config), elsewhere: [bodies], say };
      const { parts: written } = await writeBackup(url, resolve(folder), options).catch(refuse);
      const rows = written.reduce((sum, part) => sum + part.rows, 0);
      say(
        `${rows} rows are in ${resolve(folder)} after ${seconds(begun)}. Whoever has it has everything: keep it safe.`,
      );
    } finally {
      await store?.close();
    }
    if (bodies.missing > 0)
      say(`${bodies.missing} long texts were not found, and are there with their beginning alone.`);
    return bodies.missing > 0 ? 1 : 0;
  });
}

function parts() {
  return {
    .../** @type {typeof import('../../apps/api/src/platform/database/backup')} */ (
      require('./platform/database/backup')
    ),
    .../** @type {typeof import('../../apps/api/src/modules/messages/body-store/bodies-elsewhere.repository')} */ (
      require('./modules/messages/body-store/bodies-elsewhere.repository')
    ),
  };
}

/** @param {string | undefined} url */
function openMongo(url) {
  if (!url) return undefined;
  const { MongoBodyStore, mongoHost } =
    /** @type {typeof import('../../apps/api/src/modules/messages/body-store/body-store.mongo')} */ (
      require('./modules/messages/body-store/body-store.mongo')
    );
  return new MongoBodyStore(url, (line) => say(`MongoDB at ${mongoHost(url)} ${line}.`));
}

/** @param {unknown} error @returns {never} */
function refuse(error) {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'body_store.unavailable') throw error;
  throw new Refusal('Long texts could not be read, and nothing was kept: try again when MongoDB answers.');
}

/**
 * Where it lies in the data folder. In a database it is backed up with it, and a configured one is the operator's to keep.
 * @param {{ databaseUrl?: string, jwtSecret?: string, dataDir: string }} config
 */
function keyOf({ databaseUrl, jwtSecret, dataDir }) {
  const file = join(dataDir, 'signing-key');
  return databaseUrl || jwtSecret || !existsSync(file) ? undefined : readFileSync(file, 'utf8').trim();
}
