import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const repository = join(__dirname, '../../../..');

/** A folder of its own, at a path with a space in it, as people have them. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'parley start '));
  // Passable, or as root the cluster would go to /var/lib and stay there.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Below the range that the system hands out for outgoing connections, or one of those may take it first. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 9_000);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await Promise.race([
      once(probe, 'listening').then(() => true),
      once(probe, 'error').then(() => false),
    ]);
    probe.close();
    if (free) return port;
  }
}

interface Options {
  /** What is run, instead of the starter. */
  command?: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** The real thing in a process of its own, started as people start it, with no more environment than it needs. */
export class ServerProcess {
  out = '';
  err = '';
  private readonly gone: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.gone = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  static start({
    command = [process.execPath, 'tools/start.mjs'],
    cwd = repository,
    env = {},
  }: Options): ServerProcess {
    const [program = '', ...args] = command;
    const { PATH, TMPDIR } = process.env;
    const all = { PATH, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: 'test', LOG_LEVEL: 'warn', ...env };
    // A process group of its own, as a terminal gives a command: a signal to the group reaches every process in it.
    return new ServerProcess(
      spawn(program, args, { cwd, env: all, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  get pid(): number {
    return this.child.pid ?? Number.NaN;
  }

  async ready(): Promise<string> {
    for (;;) {
      const url = /Parley is ready: (\S+)/.exec(this.out)?.[1];
      if (url) return url;
      if (this.child.exitCode !== null) throw new Error(`It ended instead: ${this.out}${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for its end. */
  exit(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return this.gone;
  }

  end(signal: NodeJS.Signals): ReturnType<ServerProcess['exit']> {
    this.child.kill(signal);
    return this.gone;
  }

  endGroup(signal: NodeJS.Signals): ReturnType<ServerProcess['exit']> {
    process.kill(-this.pid, signal);
    return this.gone;
  }
}

/** The embedded PostgreSQL of a data folder, if one is alive. */
export function livingPostmaster(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(realpathSync(file), 'utf8').split('\n')[0]);
  return existsSync(`/proc/${pid}`) ? pid : undefined;
}
