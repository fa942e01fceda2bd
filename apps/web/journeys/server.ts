import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Mailbox } from './mailbox';

const root = resolve(import.meta.dirname, '../../..');
const readyWithinMs = 60_000;

/** Below the range that the system hands out for outgoing connections, or one of those may take it first. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 9_000);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await new Promise((found) => {
      probe.once('listening', () => found(true));
      probe.once('error', () => found(false));
    });
    probe.close();
    if (isFree) return port;
  }
}

/** The built server as people run it, in a folder of its own. */
export class Server {
  private process: ChildProcess | null = null;
  private log = '';

  private constructor(
    private readonly port: number,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-journey-'));
    // Passable, or as root the cluster would go to /var/lib and stay there.
    chmodSync(folder, 0o711);
    const server = new Server(await freePort(), folder);
    await server.up();
    return server;
  }

  /** What was mailed stays in the folder. */
  get mailbox(): Mailbox {
    return new Mailbox(join(this.dataDir, 'outbox'));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const child = spawn(process.execPath, ['apps/api/dist/main.js'], {
      cwd: root,
      env: {
        // Nothing else: a DATABASE_URL of the developer's shell must not become the journey's database.
        NODE_ENV: 'test',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        RATE_LIMIT_FACTOR: '100',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = child;
    const keep = (chunk: Buffer) => {
      this.log = (this.log + chunk.toString()).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    await this.ready(child);
  }

  private async ready(child: ChildProcess): Promise<void> {
    const until = Date.now() + readyWithinMs;
    while (Date.now() < until) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${this.log}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resume) => setTimeout(resume, 100));
    }
    throw new Error(`The server was not ready in time:\n${this.log}`);
  }

  /** `SIGKILL` is the power cut, `SIGTERM` the polite way. */
  async down(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resume) => child.once('exit', resume));
    child.kill(signal);
    await ended;
  }

  async dispose(): Promise<void> {
    // Politely: a killed server leaves its PostgreSQL running.
    await this.down('SIGTERM');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
