import { createRequire } from 'node:module';
import { staleParts } from '../build/build.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { runChild } from '../run/child.mjs';
import { at, root } from '../run/places.mjs';

/**
 * Makes ready what is missing, then becomes the seed, which reads its own arguments.
 * @returns {Promise<number>}
 */
export async function seed() {
  process.chdir(root);
  await ensureInstalled({ dev: false });
  if (staleParts().length > 0) {
    const { code } = await runChild(process.execPath, [at('tools/build.mjs')], { show: true });
    if (code !== 0) return code;
  }
  // The terminal is for the seed's own lines.
  process.env['LOG_LEVEL'] ??= 'warn';
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(at('apps/api/dist/seed/main.js'));
  return 0;
}
