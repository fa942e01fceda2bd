import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './process/server-process';

/** Where `npm test` found the program; it says when there is none. */
const program = process.env['PARLEY_REDIS_SERVER'] ?? '';

export const withOwnRedis = program ? describe : describe.skip;

/** A Redis of the test's own, which it may stop, kill and start again. It keeps nothing on a disk. */
export class RedisProcess {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort());
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Empty, as after a crash. */
  async startAgain(): Promise<void> {
    const args = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn(program, args, { cwd: tmpdir(), stdio: 'ignore' });
    while (!(await this.say('PING')).startsWith('+PONG')) {
      if (this.child.exitCode !== null) throw new Error('Redis ended instead.');
      await sleep(20);
    }
  }

  /** Connections stay, and nothing is answered. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async flush(): Promise<void> {
    await this.say('FLUSHALL');
  }

  private async say(command: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      socket.write(`${command}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    } catch {
      return '';
    } finally {
      socket.destroy();
    }
  }
}
