import { existsSync } from 'node:fs';
import { runChild } from '../run/child.mjs';
import { at } from '../run/places.mjs';

/**
 * Puts lefthook's hooks into this clone. Packages run no install scripts here, so the tools of daily work do it;
 * without git, or on CI, there is nobody to hook.
 */
export async function installHooks() {
  if (process.env['CI'] || !existsSync(at('.git/hooks')) || existsSync(at('.git/hooks/pre-commit'))) return;
  const lefthook = at('node_modules/lefthook/bin/index.js');
  if (existsSync(lefthook)) await runChild(process.execPath, [lefthook, 'install']);
}
