import { spawn } from 'node:child_process';

const everyMs = 50;
const echo = `process.on('message', (message) => process.send(message))`;

/**
 * A process that no fault touches and that only echoes, asked all the time. While its answer is due, the machine lets neither
 * it nor us run, and that is no fault of a server.
 */
export class Control {
  /** @param {() => import('../oracle/record.mjs').Record} record of the scene that is played */
  constructor(record) {
    this.record = record;
    this.child = spawn(process.execPath, ['-e', echo], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.endWithUs = () => this.child.kill('SIGKILL');
    process.once('exit', this.endWithUs);
  }

  begin() {
    const from = performance.now() + everyMs;
    this.child.once('message', () => {
      this.record().waits.push({ from, to: performance.now() });
      this.begin();
    });
    this.next = setTimeout(() => this.child.send('still here'), everyMs);
  }

  end() {
    process.off('exit', this.endWithUs);
    clearTimeout(this.next);
    this.child.removeAllListeners('message');
    // What is on its way to it finds nobody any more.
    this.child.on('error', () => undefined);
    this.child.kill('SIGKILL');
  }
}
