import { mkdirSync } from 'node:fs';
import { needProgram } from './programs.mjs';
import { answers, startInBackground, waitUntil } from './processes.mjs';
import { stackFolder, writeSecret } from './settings.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */

/** @param {Settings} settings */
export const redisUrl = ({ password, ports }) => `redis://default:${password}@127.0.0.1:${ports.redis}/0`;

/** @param {Settings} settings */
export async function startRedis({ password, ports }) {
  const program = await needProgram('redis-server', 'redis-server');
  const folder = stackFolder('redis');
  mkdirSync(folder, { recursive: true });
  // In a file and not among the arguments: everybody on the machine can read those.
  const lines = [
    'bind 127.0.0.1',
    `port ${ports.redis}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    'appendonly yes',
    'daemonize no',
  ];
  const config = stackFolder('redis', 'redis.conf');
  writeSecret(config, `${lines.join('\n')}\n`);
  await startInBackground({ name: 'redis', command: program, args: [config] });
  await waitUntil('redis', () => answers(ports.redis, `AUTH ${password}\r\nPING\r\n`, '+OK'), 20);
}
