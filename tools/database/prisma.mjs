import { spawn } from 'node:child_process';
import { at, root } from '../run/places.mjs';

/**
 * Runs Prisma's command line on a database.
 * @param {string[]} args
 * @param {{ url: string, show: boolean }} options
 * @returns {Promise<{ code: number, output: string, errors: string }>}
 */
export function prisma(args, { url, show }) {
  const script = at('node_modules/prisma/build/index.js');
  const child = spawn(process.execPath, [script, ...args, '--config', at('prisma/prisma.config.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (errors += chunk));
  // Ctrl-C reaches the child by itself; we stay to stop the database after it.
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve({ code: code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1), output, errors });
    });
  });
}
