// npm run check                      every check of the house; all run even if one fails
// npm run check -- --only lint types   those whose name begins so
import { buildStale } from '../build/build.mjs';
import { serverChains } from '../build/parts.mjs';
import { ensureInstalled } from '../install/install.mjs';
import { runChild } from '../run/child.mjs';
import { root } from '../run/places.mjs';
import { Refusal, say, seconds } from '../run/tool.mjs';
import { checks } from './checks.mjs';
import { installHooks } from './hooks.mjs';

/** @typedef {import('./checks.mjs').Check} Check */

/** Each is busy on its own; more at once only take turns and memory. */
const LANES = 2;

/** @param {string[]} args @returns {Promise<number>} */
export async function check(args) {
  process.chdir(root);
  await ensureInstalled({ dev: true });
  await installHooks();
  // Its types are made, not kept: without them every other check of the server would speak of the wrong thing.
  await buildStale([serverChains.flat().filter(({ name }) => name === 'database client')]);
  const waiting = chosen(args);
  const total = waiting.length;
  /** @type {string[]} */
  const failed = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await run(next))) failed.push(next.name);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failed.length > 0) say(`\nFailed: ${failed.join(', ')}`);
  say(`${total - failed.length} passed, ${failed.length} failed`);
  return failed.length > 0 ? 1 : 0;
}

/** @param {string[]} args @returns {Check[]} */
function chosen([flag, ...names]) {
  if (flag === undefined) return checks();
  const some = checks().filter(({ name }) => names.some((start) => name.startsWith(start)));
  if (flag !== '--only' || some.length === 0) {
    const known = checks().map(({ name }) => name);
    throw new Refusal(`npm run check takes "--only NAME...", one of: ${known.join(', ')}.`);
  }
  return some;
}

/** @param {Check} check */
async function run({ name, command, optionalNews }) {
  const since = performance.now();
  const { code, output } = await runChild(process.execPath, command, { env: { ...process.env, NO_COLOR: '1' } });
  const news = output.trim();
  say(`${code === 0 ? 'passed' : 'FAILED'}  ${name}, ${seconds(since)}`);
  if (news && (code !== 0 || optionalNews)) say(news.replace(/^/gm, '    '));
  return code === 0;
}
