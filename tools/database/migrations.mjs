import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { at } from '../run/places.mjs';
import { Refusal, say } from '../run/tool.mjs';
import { withDatabase } from './place.mjs';
import { prisma } from './prisma.mjs';

const usage = 'npm run migrate [status | deploy | new NAME]';

/** @param {string[]} args */
export async function migrate([command = 'status', name, ...rest]) {
  if (rest.length > 0 || (name !== undefined) !== (command === 'new')) throw new Refusal(`Usage: ${usage}`);
  if (command === 'status') return withDatabase(status);
  if (command === 'deploy') return withDatabase(deploy);
  if (command === 'new' && name) {
    const folder = folderOf(name);
    return withDatabase((url) => write(url, folder));
  }
  throw new Refusal(`Usage: ${usage}`);
}

/** @type {Parameters<typeof withDatabase>[0]} */
async function status(url, { pendingMigrations }) {
  const pending = await pendingMigrations(url);
  if (pending.length === 0) say('The database is up to date.');
  else say(`Still to apply: ${pending.join(', ')}. Every start does it, and so does: npm run migrate deploy`);
  return 0;
}

/** @type {Parameters<typeof withDatabase>[0]} */
async function deploy(url, server) {
  const applied = await server.migrate(url);
  say(applied.length === 0 ? 'The database was up to date.' : `Applied ${applied.join(', ')}.`);
  return 0;
}

/** @param {string} name */
function folderOf(name) {
  if (!/^[a-z][a-z0-9_]{2,60}$/.test(name)) {
    throw new Refusal('The name of a migration is lower case with underscores, such as add_reactions.');
  }
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return `${stamp}_${name}`;
}

/**
 * The difference between the migrations there are and the schema, found in a shadow database that is dropped again.
 * @param {string} url
 * @param {string} folder
 */
async function write(url, folder) {
  const sides = ['--from-migrations', at('prisma/migrations'), '--to-schema', at('prisma/schema')];
  const { code, output, errors } = await prisma(['migrate', 'diff', ...sides, '--script'], { url, show: false });
  if (code !== 0)
    throw new Refusal(`Prisma could not compare the migrations with the schema; it says:\n${errors.trim()}`);
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const place = `prisma/migrations/${folder}/migration.sql`;
  mkdirSync(at('prisma/migrations', folder), { recursive: true });
  writeFileSync(at(place), `-- oldest: ${version}\n\n${output.trim()}\n`);
  say(
    `Wrote ${place}: read it, say in its first line which version may still run beside it, then npm run migrate deploy.`,
  );
  return 0;
}
