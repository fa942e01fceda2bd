import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import type { Letter, Mail } from './mail';
import { MailRefused, Mailer } from './mailer.port';

const most = { waiting: 1_000, atOnce: 4 };
/** Between one try and the next. */
const delaysMs = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000];
const goodbyeMs = 3_000;
const dayMs = 86_400_000;

interface Job {
  mail: Mail;
  tries: number;
  /** After that nobody can use what it says. */
  until: number;
}

/** Takes mails at once and sends them behind everybody's back: nobody waits for a mail server, nor notices that it is away. */
@Injectable()
export class MailQueue implements OnModuleInit, OnModuleDestroy {
  private readonly ready: Job[] = [];
  private readonly resting = new Map<Job, NodeJS.Timeout>();
  private underWay = 0;
  private stopping = false;
  private becameIdle: (() => void) | undefined;

  constructor(
    private readonly mailer: Mailer,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** Says early what would otherwise be found out by the first person who waits for a code. */
  onModuleInit(): void {
    this.mailer
      .check()
      .catch((error: unknown) => this.log.pino.warn(reasonOf(error), 'mail cannot be sent at present; see SMTP_URL'));
  }

  /** What waits gets one last try. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    for (const [job, timer] of this.resting) {
      clearTimeout(timer);
      this.ready.push(job);
    }
    this.resting.clear();
    this.work();
    await this.idle(goodbyeMs);
    if (this.waiting > 0) this.log.pino.warn({ mails: this.waiting }, 'mails are lost that could not be sent in time');
  }

  /** Never rejects and never waits. */
  send(to: string, letter: Letter, usefulForMs = dayMs): void {
    if (this.waiting >= most.waiting) {
      this.metrics.mails.inc({ outcome: 'dropped' });
      this.log.pino.error({ kind: letter.kind }, 'a mail is dropped: too many wait to be sent');
      return;
    }
    const mail = { ...letter, id: uuid(), to, at: new Date() };
    this.ready.push({ mail, tries: 0, until: Date.now() + usefulForMs });
    setImmediate(() => this.work());
  }

  private get waiting(): number {
    return this.ready.length + this.resting.size + this.underWay;
  }

  private work(): void {
    while (this.underWay < most.atOnce) {
      const job = this.ready.shift();
      if (!job) break;
      this.underWay += 1;
      void this.attempt(job).finally(() => {
        this.underWay -= 1;
        this.work();
      });
    }
    this.metrics.mailsWaiting.set(this.waiting);
    if (this.underWay === 0) this.becameIdle?.();
  }

  private async attempt(job: Job): Promise<void> {
    try {
      await this.mailer.deliver(job.mail);
      this.metrics.mails.inc({ outcome: 'sent' });
    } catch (error) {
      this.failed(job, error);
    }
  }

  private failed(job: Job, error: unknown): void {
    const delay = delaysMs[job.tries] ?? Number.POSITIVE_INFINITY;
    job.tries += 1;
    const over = this.stopping || error instanceof MailRefused || Date.now() + delay > job.until;
    this.metrics.mails.inc({ outcome: over ? 'failed' : 'retried' });
    const { id, kind } = job.mail;
    const said = { mail: id, kind, tries: job.tries, ...reasonOf(error) };
    if (over) return this.log.pino.error(said, 'a mail could not be sent');
    this.log.pino.warn(said, 'a mail could not be sent yet');
    const rested = () => {
      this.resting.delete(job);
      this.ready.push(job);
      this.work();
    };
    this.resting.set(job, setTimeout(rested, delay).unref());
  }

  private async idle(withinMs: number): Promise<void> {
    if (this.underWay === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.becameIdle = resolve;
      timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }
}

/** Codes alone: what a mail server says repeats addresses, and sometimes the name one signs in with. */
function reasonOf(error: unknown): Record<string, unknown> {
  const told = error instanceof MailRefused ? error.cause : error;
  const { code, responseCode, command, syscall, server } = told as Record<string, unknown>;
  return { code, responseCode, command, syscall, server };
}
