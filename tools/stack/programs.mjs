import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from '../run/child.mjs';
import { Refusal } from '../run/tool.mjs';
import { progress } from './settings.mjs';

// Debian keeps servers where an ordinary user's PATH does not look.
const BESIDE_PATH = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/go/bin',
  '/usr/lib/rabbitmq/bin',
  '/opt/homebrew/sbin',
];

/** @param {string} program @returns {string | undefined} */
export function findProgram(program) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...BESIDE_PATH];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} program
 * @param {string} debianPackage
 * @returns {Promise<string>}
 */
export async function needProgram(program, debianPackage) {
  const found = findProgram(program);
  if (found) return found;
  const apt = findProgram('apt-get');
  if (!apt || process.getuid?.() !== 0) {
    throw new Refusal(
      `${program} is missing: install it (Debian: apt-get install ${debianPackage}) and run this again.`,
    );
  }
  progress(`Installing ${debianPackage}…`);
  await aptGet(apt, ['update', '-q']);
  await aptGet(apt, ['install', '-qy', '--no-install-recommends', debianPackage]);
  const installed = findProgram(program);
  if (!installed) throw new Refusal(`apt-get installed ${debianPackage}, but ${program} is still not to be found.`);
  return installed;
}

/** @param {string} apt @param {string[]} args */
async function aptGet(apt, args) {
  // RUNLEVEL=1: the package shall not start a server of its own on the usual port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const { code, output } = await runChild(apt, args, { env });
  if (code !== 0)
    throw new Refusal(`apt-get ${args.join(' ')} failed:\n${output.trim().split('\n').slice(-5).join('\n')}`);
}

/** Runs a short program to its end. @param {string} command @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} options */
export function runShort(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (status === 0) return;
  throw new Refusal(`${command} failed: ${error?.message ?? `${stderr}${stdout}`.trim()}`);
}
