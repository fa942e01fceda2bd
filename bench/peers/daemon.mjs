import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

const startsWithinMs = 60_000;
const stopsWithinMs = 10_000;

/** The account that Debian made for it; both refuse to be root. @param {string} name */
export function accountOf(name) {
  if (process.getuid?.() !== 0) return {};
  const id = (/** @type {string} */ flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Its configuration, with what begins with an at sign filled in. @param {string} text @param {Record<string, string | number>} values */
export const filledIn = (text, values) =>
  text.replaceAll(/'?@(\w+)'?/g, (found, key) => {
    if (values[key] === undefined) return found;
    // A number in quotes would be text to who reads YAML.
    return found.startsWith("'") && typeof values[key] === 'string' ? `'${values[key]}'` : String(values[key]);
  });

/** A folder of its own with its configuration. @param {string} name @param {string} file @param {Record<string, string | number>} values */
export async function furnish(name, file, values) {
  const folder = await mkdtemp(join(tmpdir(), `parley-bench-${name}-`));
  const config = join(folder, file);
  const template = await readFile(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  await writeFile(config, filledIn(template, { ...values, folder }));
  const { uid, gid } = accountOf(name);
  if (uid !== undefined) for (const path of [folder, config]) await chown(path, uid, gid);
  return { folder, config };
}

/** @param {number} port */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/**
 * A program of somebody else's, until its port answers.
 * @param {{ name: string, command: string, args: string[], env?: Record<string, string>, folder: string, port: number }} what
 */
export async function startDaemon({ name, command, args, env, folder, port }) {
  const options = { cwd: folder, env: { ...process.env, HOME: folder, ...env }, ...accountOf(name) };
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => (said = `${said}${part}`.slice(-2_000)));
  const daemon = {
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', endWithUs);
      child.kill('SIGTERM');
      if (!(await Promise.race([ended, sleep(stopsWithinMs, undefined, { ref: false })]))) child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
  for (const until = performance.now() + startsWithinMs; !(await answers(port)); await sleep(100)) {
    if (child.exitCode === null && performance.now() < until) continue;
    await daemon.stop();
    throw new Error(`${name} did not start: ${said.trim().slice(-300)}`);
  }
  return daemon;
}
