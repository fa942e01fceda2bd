import { createRequire } from 'node:module';
import { staleParts } from '../build/build.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { runChild } from '../run/child.mjs';
import { at, root } from '../run/places.mjs';

/**
 * Makes ready what is missing, then becomes the server: the same process, so that a signal reaches it directly and
 * its exit code is the answer. What builds does so in a process of its own, and its memory ends with it.
 * @returns {Promise<number>}
 */
export async function start() {
  process.chdir(root);
  await ensureInstalled({ dev: false });
  if (staleParts().length > 0) {
    const { code } = await runChild(process.execPath, [at('tools/build.mjs')], { show: true });
    if (code !== 0) return code;
  }
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(at('apps/api/dist/main.js'));
  return 0;
}
