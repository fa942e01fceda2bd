import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from '../run/child.mjs';
import { underLock } from '../run/lock.mjs';
import { at } from '../run/places.mjs';
import { Refusal, say, seconds } from '../run/tool.mjs';
import { hasDevPackages, missingPackages } from './installed.mjs';

const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;
const unwritable = /\b(EACCES|EPERM|EROFS)\b/;
const full = /\bENOSPC\b/;

/** @param {{ dev: boolean }} need */
export async function ensureInstalled(need) {
  if (missingPackages(need).length === 0) return;
  // Two installs in one folder would take each other's files away. The second finds nothing left to do.
  await underLock(async () => {
    const missing = missingPackages(need);
    if (missing.length > 0) await install(need, missing.length);
  });
}

/**
 * @param {{ dev: boolean }} need
 * @param {number} count
 */
async function install(need, count) {
  const since = performance.now();
  say(`Installing packages (${count} are missing or of another version)…`);
  const tick = setInterval(() => say(`  still installing, ${seconds(since)}`), 10_000);
  try {
    const [command, script] = npm();
    const reach = (await registryAnswers()) ? '--prefer-offline' : '--offline';
    const { code, output } = await runChild(command, [...script, ...howToInstall(need), reach]);
    if (code !== 0) throw new Refusal(whyNot(output));
  } finally {
    clearInterval(tick);
  }
  const left = missingPackages(need);
  if (left.length > 0) throw new Refusal(`npm ended well but did not install ${left.slice(0, 3).join(', ')}.`);
  say(`Installed in ${seconds(since)}.`);
}

/**
 * `npm ci` begins by deleting everything, which a folder that lacks three packages need not pay for; `--no-save` then
 * keeps an install to the lock file. Test and lint tools stay out until asked for: they are half of the time.
 * @param {{ dev: boolean }} need
 */
function howToInstall({ dev }) {
  const fresh = !existsSync(at('node_modules/.package-lock.json'));
  const omit = dev || hasDevPackages() ? [] : ['--omit=dev'];
  return [
    ...(fresh ? ['ci'] : ['install', '--no-save']),
    ...omit,
    '--prefer-offline',
    '--no-progress',
    '--loglevel=error',
  ];
}

/**
 * Left alone, npm tries each package again and again, for minutes. `npm ping` knows the proxies and settings that we
 * would have to guess; any answer will do, and without one the cache may still hold everything.
 */
async function registryAnswers() {
  const [command, script] = npm();
  const ping = [...script, 'ping', '--fetch-retries=0', '--loglevel=error'];
  const { code, output } = await runChild(command, ping, { timeout: 10_000 });
  const answers = code === 0 || (code < 128 && !unreachable.test(output));
  if (!answers) say('  the package registry does not answer; trying with what npm keeps in its cache…');
  return answers;
}

/**
 * The npm that called us; else the one beside this Node, which need not be on the PATH.
 * @returns {[string, string[]]}
 */
function npm() {
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  const script = [process.env['npm_execpath'], beside].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script ? [process.execPath, [script]] : ['npm', []];
}

/** @param {string} output of npm */
function whyNot(output) {
  if (full.test(output))
    return 'The packages cannot be installed because the disk is full: make room and run the same command again.';
  if (unwritable.test(output)) {
    return 'The packages cannot be installed because this folder or the npm cache may not be written by this user: change its owner, or run as the user who owns it.';
  }
  if (unreachable.test(output)) {
    return 'The packages cannot be installed because the package registry does not answer (`npm config get registry` names it): connect to the network and run the same command again.';
  }
  return `The packages cannot be installed; npm says:\n${output.trim().split('\n').slice(-15).join('\n')}`;
}
