import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log } from '../../platform/logging';
import { beatMs } from '../../platform/presence';
import { Identity } from '../identity.port';
import { Attendance } from './attendance';
import { Elsewhere } from './elsewhere';
import { Watching } from './watching';

/** What happens within it is told together. */
const tickMs = 250;

/** Carries what changed to the other nodes and to those who watch, together, however many come and go. */
@Injectable()
export class Pulse implements OnApplicationBootstrap, OnModuleDestroy {
  /** Told with the next tick; later while the database is away. */
  private readonly due = new Set<string>();
  private tickTimer: NodeJS.Timeout | undefined;
  private beatTimer: NodeJS.Timeout | undefined;
  private isReviewDue = false;
  private isStopped = false;

  constructor(
    private readonly attendance: Attendance,
    private readonly elsewhere: Elsewhere,
    private readonly watching: Watching,
    private readonly identity: Identity,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.plan();
    this.beatTimer = setInterval(() => void this.beat(), beatMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.tickTimer);
    clearInterval(this.beatTimer);
    await this.elsewhere.leave();
  }

  /**
   * For what has no news of its own: what was lost on the way, nodes that died, and who may not be seen any more. Apart from
   * the ticks, which may have to wait for the database: the other nodes would take this one for dead.
   */
  async beat(): Promise<void> {
    this.isReviewDue = true;
    await this.elsewhere.beat(this.attendance.everybody);
  }

  private plan(): void {
    if (this.isStopped) return;
    this.tickTimer = setTimeout(() => {
      this.tick()
        .catch((error: unknown) => this.log.pino.debug({ err: error }, 'presence could not be told'))
        .finally(() => this.plan());
    }, tickMs).unref();
  }

  private async tick(): Promise<void> {
    await this.tellElsewhere();
    for (const id of await this.elsewhere.take()) this.due.add(id);
    const due = [...this.due];
    await this.watching.tell(due);
    for (const id of due) this.due.delete(id);
    if (!this.isReviewDue) return;
    this.isReviewDue = false;
    await this.watching.review();
  }

  private async tellElsewhere(): Promise<void> {
    const moved = this.attendance.take();
    if (moved.size === 0) return;
    for (const id of moved.keys()) this.due.add(id);
    // Before anybody is told that they went: when they were last seen is read by whoever is told, on every node.
    if ([...moved.values()].includes(null)) await this.identity.keepSeen();
    this.elsewhere.say(moved);
  }
}
