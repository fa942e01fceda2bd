import { pino } from 'pino';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import type { Letter, Mail } from './mail';
import { MailQueue } from './mail-queue';
import { MailRefused, Mailer } from './mailer.port';

const letter: Letter = { kind: 'test', subject: 'Secret 123456', text: 'secret', html: 'secret' };

/** Does what the next word of its script says, and hangs on `hang` until it is let go. */
class Scripted extends Mailer {
  readonly tried: Mail[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  letGo = (): void => undefined;

  constructor(private readonly script: ('ok' | 'fail' | 'refuse' | 'hang')[]) {
    super();
  }

  async deliver(mail: Mail): Promise<void> {
    const word = this.script[this.tried.push(mail) - 1] ?? 'ok';
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    try {
      if (word === 'fail') throw Object.assign(new Error(`550 ${mail.to} secret`), { code: 'ESOCKET' });
      if (word === 'refuse') throw new MailRefused('no', { cause: { responseCode: 550, response: mail.to } });
      if (word === 'hang') await new Promise<void>((resolve) => (this.letGo = resolve));
      await Promise.resolve();
    } finally {
      this.atOnce -= 1;
    }
  }

  async check(): Promise<void> {
    throw Object.assign(new Error('secret'), { code: 'ECONNREFUSED' });
  }
}

function queueOf(...script: ConstructorParameters<typeof Scripted>[0]) {
  const lines: string[] = [];
  const mailer = new Scripted(script);
  const metrics = new Metrics();
  const log = new Log(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }));
  const queue = new MailQueue(mailer, metrics, log);
  const outcomes = async () =>
    Object.fromEntries((await metrics.mails.get()).values.map(({ labels, value }) => [labels.outcome, value]));
  return { queue, mailer, lines, outcomes };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the queue of mails', () => {
  it('tries again, later each time, with the same mail', async () => {
    const { queue, mailer, outcomes } = queueOf('fail', 'fail', 'ok');
    queue.send('mira@example.org', letter);
    await jest.advanceTimersByTimeAsync(999);
    expect(mailer.tried).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(mailer.tried).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(mailer.tried).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(new Set(mailer.tried).size).toBe(1);
    expect(await outcomes()).toEqual({ retried: 2, sent: 1 });
  });

  it('gives up on what is refused for good, and on what nobody can use any more', async () => {
    const { queue, mailer, outcomes } = queueOf('refuse', 'fail', 'fail');
    queue.send('mira@example.org', letter);
    await jest.advanceTimersByTimeAsync(0);
    queue.send('mira@example.org', letter, 3_000);
    await jest.advanceTimersByTimeAsync(86_400_000);
    expect(mailer.tried).toHaveLength(3);
    expect(await outcomes()).toEqual({ failed: 2, retried: 1 });
  });

  it('secrets in logs: neither address nor words nor what the server said', async () => {
    const { queue, lines } = queueOf('fail', 'refuse', 'ok');
    queue.onModuleInit();
    queue.send('mira@example.org', letter);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(lines).toHaveLength(3);
    expect(lines.join('')).toMatch(/ECONNREFUSED.*ESOCKET.*550/s);
    expect(lines.join('')).not.toMatch(/mira|secret|123456/i);
  });

  it('sends four at a time, keeps a thousand, and drops what is too much without harm', async () => {
    const { queue, mailer, outcomes, lines } = queueOf('hang');
    for (let n = 0; n < 1_010; n += 1) queue.send('mira@example.org', letter);
    await jest.advanceTimersByTimeAsync(0);
    expect(mailer.tried).toHaveLength(1_000);
    expect(mailer.mostAtOnce).toBe(4);
    expect(await outcomes()).toEqual({ dropped: 10, sent: 999 });
    expect(lines).toHaveLength(10);
    mailer.letGo();
  });

  it('gives what waits a last try when the server stops, and does not wait for a mail server that hangs', async () => {
    const { queue, mailer, outcomes, lines } = queueOf('fail', 'hang', 'ok');
    queue.send('mira@example.org', letter);
    await jest.advanceTimersByTimeAsync(0);
    queue.send('noor@example.org', letter);
    await jest.advanceTimersByTimeAsync(0);
    const stopped = queue.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(2_999);
    expect(mailer.tried.map(({ to }) => to)).toEqual(['mira@example.org', 'noor@example.org', 'mira@example.org']);
    await jest.advanceTimersByTimeAsync(1);
    await stopped;
    expect(await outcomes()).toEqual({ retried: 1, sent: 1 });
    expect(lines.at(-1)).toContain('mails are lost');
    mailer.letGo();
  });
});
