import { createHash, randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { at, root } from '../run/places.mjs';

/**
 * Made once and kept, so that the addresses stay the same from one `up` to the next.
 * @typedef {{ postgres: number, mongo: number, redis: number, rabbitmq: number, management: number, epmd: number, erlang: number }} Ports
 * @typedef {{ password: string, ports: Ports }} Settings
 */

/** Set by who wants services of their own, to kill them: `npm run chaos`. */
const elsewhere = process.env['PARLEY_STACK_FOLDER'];
export const isElsewhere = elsewhere !== undefined;

/** Tells this checkout from the others on the machine. */
export const checkout = createHash('sha256')
  .update(elsewhere ?? root)
  .digest('hex')
  .slice(0, 12);

export const stackFolder = (/** @type {string[]} */ ...parts) => join(elsewhere ?? at('.stack'), ...parts);

/** To stderr: stdout carries the exports and nothing else. @param {string} text */
export function progress(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {string} path @param {unknown} value */
export function writeSecret(path, value) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

/** @returns {Promise<Settings>} */
export async function settings() {
  const path = stackFolder('settings.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  /** @type {Settings} */
  const made = { password: randomBytes(16).toString('hex'), ports: await freePorts() };
  writeSecret(path, made);
  return made;
}

/** Below 32768, where the kernel takes ports for outgoing connections. @returns {Promise<Ports>} */
async function freePorts() {
  const names = ['postgres', 'mongo', 'redis', 'rabbitmq', 'management', 'epmd', 'erlang'];
  /** @type {Set<number>} */
  const ports = new Set();
  while (ports.size < names.length) {
    const port = randomInt(20_000, 30_000);
    if (await isFree(port)) ports.add(port);
  }
  return /** @type {Ports} */ (Object.fromEntries([...ports].map((port, index) => [names[index], port])));
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
