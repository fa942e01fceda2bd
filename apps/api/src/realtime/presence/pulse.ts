import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Log } from '../../platform/logging';
import { beatMs } from '../../platform/presence';
import { Periodic } from '../../platform/turns';
import { Identity } from '../identity.port';
import { Attendance } from './attendance';
import { Elsewhere } from './elsewhere';
import { Watching } from './watching';

/** What happens within it is told together. */
const tickMs = 250;

/** Carries what changed to the other nodes and to those who watch, together, however many come and go. */
@Injectable()
export class Pulse implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly ticks: Periodic;
  /** Apart from the ticks, which may have to wait for the database: the other nodes would take this one for dead. */
  private readonly beats: Periodic;
  /** Told with the next tick; later while the database is away. */
  private readonly due = new Set<string>();
  private isReviewDue = false;

  constructor(
    private readonly attendance: Attendance,
    private readonly elsewhere: Elsewhere,
    private readonly watching: Watching,
    private readonly identity: Identity,
    log: Log,
  ) {
    const failure = 'presence could not be told';
    this.ticks = new Periodic(log, { failure, everyMs: tickMs, run: () => this.tick() });
    this.beats = new Periodic(log, { failure, everyMs: beatMs, run: () => this.beat() });
  }

  onApplicationBootstrap(): void {
    this.ticks.start();
    this.beats.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.ticks.stop(), this.beats.stop()]);
    await this.elsewhere.leave();
  }

  /** For what has no news of its own: what was lost on the way, nodes that died, and who may not be seen any more. */
  async beat(): Promise<void> {
    this.isReviewDue = true;
    await this.elsewhere.beat(this.attendance.everybody);
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
