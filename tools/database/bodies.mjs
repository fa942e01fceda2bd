// npm run bodies -- move --to mongodb             copies every large text to MONGODB_URL, as often as one likes
// npm run bodies -- move --to postgresql          and back
// npm run bodies -- move --to mongodb --clear     then removes what has been copied where it was
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { at } from '../run/places.mjs';
import { Refusal, say } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';

const usage = 'npm run bodies -- move --to mongodb | postgresql [--clear]';

/** @param {string[]} args @returns {Promise<number>} */
export async function bodies(args) {
  const { to, clear } = wanted(args);
  return withDatabase(async (databaseUrl, server) => {
    const { mongodbUrl } = server.loadConfig();
    if (!mongodbUrl) throw new Refusal('Say in MONGODB_URL where the MongoDB is, for both directions.');
    const pending = await server.pendingMigrations(databaseUrl);
    if (pending.length > 0) throw new Refusal('The database is older than this version: npm run migrate deploy');
    const { copied, seen, damaged, removed } = await move(databaseUrl, { mongodbUrl, to, clear });
    say(`${seen} long texts, ${copied} of them copied now${clear ? `; ${removed} removed where they were` : ''}.`);
    if (damaged > 0) say(`${damaged} are damaged where they are, and were left there.`);
    return damaged > 0 ? 1 : 0;
  });
}

/**
 * @param {string[]} args
 * @returns {{ to: 'mongodb' | 'postgresql', clear: boolean }}
 */
function wanted(args) {
  try {
    const options = /** @type {const} */ ({ to: { type: 'string' }, clear: { type: 'boolean', default: false } });
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const { to, clear } = values;
    if (positionals.join() === 'move' && (to === 'mongodb' || to === 'postgresql')) return { to, clear };
  } catch {
    // Said below.
  }
  throw new Refusal(`Usage: ${usage}`);
}

/**
 * @param {string} connectionString
 * @param {{ mongodbUrl: string, to: 'mongodb' | 'postgresql', clear: boolean }} wish
 */
async function move(connectionString, wish) {
  const require = createRequire(at('apps/api/dist/main.js'));
  const { moveBodies } = /** @type {typeof import('../../apps/api/src/modules/messages/body-store/move')} */ (
    require('./modules/messages/body-store/move')
  );
  const pool = new (require('pg').Pool)({ connectionString, max: 4, statement_timeout: 60_000 });
  try {
    return await moveBodies({ database: { pool }, ...wish, say });
  } finally {
    await pool.end();
  }
}
