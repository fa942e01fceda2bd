import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { OutboxRelay } from '../../platform/broker';
import { isUniqueViolation } from '../../platform/database';
import { isPassing } from '../../platform/errors';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import { Seal } from '../../platform/secrets';
import type { Letter } from './mail';
import { MailsRepository, type SealedMail } from './mails.repository';

const dayMs = 86_400_000;
/** Between tries while the database is away or full: until then a mail is nowhere but here. */
const pausesMs = [200, 400, 800, 1_600, 3_200, 6_400, 12_800];
/** More that wait so at once are a flood. */
const waitingMost = 1_000;

/** Takes mails at once, for workers to send: nobody waits for a mail server, nor notices that it is away. */
@Injectable()
export class MailQueue implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly mails: MailsRepository,
    private readonly seal: Seal,
    private readonly relay: OutboxRelay,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** Never rejects and never waits. */
  send(to: string, letter: Letter, usefulForMs = dayMs): void {
    const kept = this.keep(to, letter, usefulForMs).finally(() => this.underWay.delete(kept));
    this.underWay.add(kept);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private async keep(to: string, letter: Letter, usefulForMs: number): Promise<void> {
    const { kind } = letter;
    try {
      const id = uuid();
      const sealed = this.seal.close(JSON.stringify({ ...letter, to, at: Date.now() }), id);
      if (await this.add({ id, kind, sealed, usefulUntil: new Date(Date.now() + usefulForMs) })) {
        return this.relay.wake(0);
      }
      this.log.pino.error({ kind }, 'a mail is dropped: too many wait to be sent');
    } catch (error) {
      this.log.pino.error({ kind, err: error }, 'a mail is dropped: it could not be kept');
    }
    this.metrics.mails.inc({ outcome: 'dropped' });
  }

  private async add(mail: SealedMail): Promise<boolean> {
    for (let tried = 0; ; tried += 1) {
      try {
        return await this.mails.add(mail);
      } catch (error) {
        // An earlier try was committed, and only its answer was lost.
        if (isUniqueViolation(error)) return true;
        const isLast = tried >= pausesMs.length || this.stopping.signal.aborted || this.underWay.size > waitingMost;
        if (isLast || !isPassing(error)) throw error;
      }
      await sleep(pausesMs[tried], undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}
