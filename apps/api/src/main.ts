import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadBundle } from './bundle';

const bundled = join(__dirname, 'bundled/server.js');

/** One file where the build made one: reading 1,700 of them takes longer than all else in a start. */
async function main(): Promise<void> {
  const { start } = existsSync(bundled) ? loadBundle(bundled) : await import('./start');
  await start();
}

void main();
