import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { isUUID } from 'class-validator';
import { Poison, Work, Worker } from '../../../platform/broker';
import { Log } from '../../../platform/logging';
import { Metrics } from '../../../platform/metrics';
import { Seal } from '../../../platform/secrets';
import { Periodic, Turns } from '../../../platform/turns';
import type { Mail } from '../mail';
import { MailRefused, Mailer } from '../mailer.port';
import { MailsRepository, type SealedMail } from '../mails.repository';

/** Who was killed with a mail in hand holds it up no longer than this; a hint that comes meanwhile is tried again later. */
const leaseMs = 30_000;
const atOnce = 4;
const everyMs = 60_000;

/** Sends what waits in `mails`: the row is the mail, so that a hint that comes twice finds nothing the second time. */
@Worker()
export class MailWorker implements OnModuleInit, OnModuleDestroy {
  private readonly turns = new Turns();
  private readonly tidying: Periodic;
  private lane = 0;

  constructor(
    private readonly mails: MailsRepository,
    private readonly mailer: Mailer,
    private readonly seal: Seal,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    const failure = 'mails of no use could not be forgotten';
    this.tidying = new Periodic(log, { failure, everyMs, run: () => this.tidy() });
  }

  /** Says early what would otherwise be found out by the first person who waits for a code. */
  onModuleInit(): void {
    this.mailer
      .check()
      .catch((error: unknown) => this.log.pino.warn(reasonOf(error), 'mail cannot be sent at present; see SMTP_URL'));
    this.tidying.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.tidying.stop();
  }

  @Work('mail.asked', 'notifications')
  async deliver(@Payload() { mailId }: { mailId?: unknown }): Promise<void> {
    if (typeof mailId !== 'string' || !isUUID(mailId)) throw new Poison('the hint names no mail');
    this.lane = (this.lane + 1) % atOnce;
    await this.turns.take(String(this.lane), () => this.one(mailId));
  }

  /** What nobody can use any more leaves, sent or not. */
  async tidy(): Promise<void> {
    for (const kind of await this.mails.forgetUseless()) this.failed({ kind }, 'it was of no use any more');
    this.metrics.mailsWaiting.set(await this.mails.waiting());
  }

  private async one(mailId: string): Promise<void> {
    const claim = await this.mails.claim(mailId, leaseMs);
    if (claim.state === 'gone') return;
    if (claim.state === 'taken') throw new Error('somebody else is sending this mail');
    const { mail } = claim;
    const opened = mail.usefulUntil.getTime() > Date.now() ? this.seal.open(mail.sealed, mail.id) : null;
    if (opened === null) this.failed(said(mail), 'it was of no use any more, or was sealed with another key');
    else await this.send(mail, opened);
    await this.mails.forget(mail.id);
  }

  private async send(row: SealedMail, opened: string): Promise<void> {
    const { at, ...mail } = JSON.parse(opened) as Omit<Mail, 'id' | 'at'> & { at: number };
    try {
      await this.mailer.deliver({ ...mail, id: row.id, at: new Date(at) });
      this.metrics.mails.inc({ outcome: 'sent' });
    } catch (error) {
      if (!(error instanceof MailRefused)) return this.later(row, error);
      this.failed({ ...said(row), ...reasonOf(error) }, 'it was refused for good');
    }
  }

  private async later(row: SealedMail, error: unknown): Promise<never> {
    const reason = reasonOf(error);
    this.metrics.mails.inc({ outcome: 'retried' });
    this.log.pino.warn({ ...said(row), ...reason }, 'a mail could not be sent yet');
    await this.mails.letGo(row.id);
    throw new Error(`the mail server could not take it: ${JSON.stringify(reason)}`);
  }

  private failed(mail: Record<string, unknown>, reason: string): void {
    this.metrics.mails.inc({ outcome: 'failed' });
    this.log.pino.error({ ...mail, reason }, 'a mail could not be sent');
  }
}

const said = ({ id, kind }: SealedMail) => ({ mail: id, kind });

/** Codes alone: what a mail server says repeats addresses, and sometimes the name one signs in with. */
function reasonOf(error: unknown): Record<string, unknown> {
  const told = error instanceof MailRefused ? error.cause : error;
  const { code, responseCode, command, syscall, server } = told as Record<string, unknown>;
  return { code, responseCode, command, syscall, server };
}
