import { spawnSync } from 'node:child_process';
import { runChild } from '../run/child.mjs';
import { root } from '../run/places.mjs';
import { Refusal } from '../run/tool.mjs';
import { checkout, stackFolder, writeSecret } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

const SERVICES = ['postgres', 'mongo', 'redis', 'rabbitmq'];

/** Client, compose plugin and engine: any of the three may be missing. */
export function dockerAnswers() {
  const works = (/** @type {string[]} */ args) =>
    spawnSync('docker', args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  return works(['compose', 'version']) && works(['info']);
}

/** @param {Settings} settings @param {string[]} args */
async function compose(settings, args) {
  const file = stackFolder('compose.env');
  writeSecret(file, composeEnvironment(settings));
  const project = ['compose', '--env-file', file, '-p', `parley-stack-${checkout}`];
  const { code, output } = await runChild('docker', [...project, ...args], { cwd: root });
  if (code !== 0) throw new Refusal(`docker compose ${args.join(' ')} failed:\n${output.trim()}`);
  return output;
}

/** @param {Settings} settings */
function composeEnvironment({ password, ports }) {
  const secrets = ['POSTGRES', 'MONGO', 'REDIS', 'RABBITMQ', 'MINIO'].map((name) => `${name}_PASSWORD=${password}`);
  const places = SERVICES.map((name) => `${name.toUpperCase()}_PORT=${ports[/** @type {'redis'} */ (name)]}`);
  const rest = [`JWT_SECRET=${password}${password}`, `RABBITMQ_MANAGEMENT_PORT=${ports.management}`];
  return `${[...secrets, ...places, ...rest].join('\n')}\n`;
}

/** @param {Settings} settings */
export const composeUp = (settings) => compose(settings, ['up', '--detach', '--wait', ...SERVICES]);

/** @param {Settings} settings */
export const composeDown = (settings) => compose(settings, ['--profile', 'services', 'down']);

/** @param {Settings} settings */
export async function composeRunning(settings) {
  const names = (await compose(settings, ['ps', '--services', '--status', 'running'])).split('\n');
  return SERVICES.filter((service) => names.includes(service));
}

/** @param {Settings} settings */
export function composeMongoUrl({ password, ports }) {
  return `mongodb://parley:${password}@127.0.0.1:${ports.mongo}/parley?authSource=admin`;
}
