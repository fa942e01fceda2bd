// npm run restore -- FOLDER     what `npm run backup` took, into an instance that is empty and does not run
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { at } from '../run/places.mjs';
import { Refusal, say, seconds } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';

/** @typedef {typeof import('../../apps/api/src/platform/database/backup')} Backup */

/** @param {string[]} args @returns {Promise<number>} */
export async function restore([folder, ...rest]) {
  if (!folder || folder.startsWith('-') || rest.length > 0) throw new Refusal('Usage: npm run restore -- FOLDER');
  const begun = performance.now();
  return withDatabase(async (url, server) => {
    const { restoreBackup } = /** @type {Backup} */ (
      createRequire(at('apps/api/dist/main.js'))('./platform/database/backup')
    );
    const { databaseUrl, dataDir } = server.loadConfig();
    const keyFile = databaseUrl ? undefined : join(dataDir, 'signing-key');
    const { takenAt, version } = await restoreBackup(url, resolve(folder), { keyFile, say });
    say(`Everything is as it was on ${takenAt} (Parley ${version}), after ${seconds(begun)}. Start the server.`);
    return 0;
  });
}
