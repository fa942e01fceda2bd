import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Server } from 'socket.io';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import { Periodic, Slices } from '../../platform/turns';
import { type Connection, type Packet, endHard, engineOf, handedOver, owners, sizeOf, takenOf } from './connection';

/** More than this waits for nobody … */
const mostWaiting = 4 * 1024 * 1024;
/** … nor does anything of which nothing is taken for so long. */
const patienceMs = 10_000;
/** What may come later is not added to so much. */
const muchWaiting = 512 * 1024;
const everyMs = 1_000;
/** Looked at without a break. */
const atOnce = 250;

interface Backlog {
  /** Bytes that no transport has yet. */
  queued: number;
  /** What had been taken when it was last looked at, and since when that is so. */
  taken: number;
  since: number;
  state: 'waiting' | 'too much' | 'ended';
}

/**
 * Ends the sockets that do not take what they are sent. They catch up when they come back, as after any other loss; waiting
 * for them would cost this node the memory of everybody else. What waits of a broadcast is one frame for all who wait.
 */
@Injectable()
export class SlowReaders implements OnModuleDestroy {
  /** Of those alone for whom something waits. A transport that takes a batch takes all there is. */
  private readonly backlogs = new Map<Connection, Backlog>();
  /** Engine.IO has them in an object, and listing ten thousand of that takes longer than looking at them. */
  private readonly open = new Set<Connection>();
  private readonly looks = new Slices();
  private readonly rounds: Periodic;

  constructor(
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {
    const failure = 'nobody could look for sockets that do not read';
    this.rounds = new Periodic(log, { failure, everyMs, run: () => this.look(Date.now()) });
  }

  watch(server: Server): void {
    const engine = engineOf(server);
    const { backlogs, open } = this;
    const count = (connection: Connection, packet: Packet) => this.count(connection, packet);
    // One function for all connections: a closure for each would weigh more than what it counts.
    const counted = function (this: Connection, packet: Packet): void {
      if (!this.transport.writable) count(this, packet);
    };
    const closed = function (this: Connection): void {
      open.delete(this);
      backlogs.delete(this);
    };
    engine.on('connection', (connection) => {
      open.add(connection);
      connection.on('packetCreate', counted);
      connection.on('close', closed);
    });
    engine.on('flush', (connection) => void backlogs.delete(connection));
    this.rounds.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  private count(connection: Connection, packet: Packet): void {
    const backlog = this.backlogOf(connection);
    backlog.queued += sizeOf(packet);
    if (backlog.state !== 'waiting' || backlog.queued + handedOver(connection) <= mostWaiting) return;
    backlog.state = 'too much';
    // Not in the middle of a broadcast; and what came at once may be taken at once.
    setImmediate(() => {
      if (this.waiting(connection) > mostWaiting) this.end(connection, 'full');
      else backlog.state = 'waiting';
    });
  }

  /** One look at all of them, for no timer of each. */
  async look(now: number): Promise<void> {
    for (const connection of this.backlogs.keys()) {
      if (connection.readyState === 'closed') this.backlogs.delete(connection);
    }
    const all = [...this.open];
    for (let from = 0; from < all.length; from += atOnce) {
      this.looks.add(() => {
        for (const connection of all.slice(from, from + atOnce)) this.lookAt(connection, now);
      });
    }
    await new Promise<void>((resolve) => this.looks.add(resolve));
  }

  private lookAt(connection: Connection, now: number): void {
    const waiting = this.waiting(connection);
    if (waiting > mostWaiting) this.end(connection, 'full');
    else if (waiting > 0 && this.isStuck(connection, now)) this.end(connection, 'stuck');
  }

  /** So much waits for it already that nothing is added which it can ask for. */
  isSlow(connection: Connection): boolean {
    return this.waiting(connection) > muchWaiting;
  }

  /** On all connections of this person. */
  waitingFor(userId: string): number {
    return this.connectionsOf(userId).reduce((sum, connection) => sum + this.waiting(connection), 0);
  }

  connectionsOf(userId: string): Connection[] {
    return [...this.open].filter((connection) => owners.get(connection) === userId);
  }

  private isStuck(connection: Connection, now: number): boolean {
    const backlog = this.backlogOf(connection);
    const taken = takenOf(connection);
    if (backlog.since === 0 || backlog.taken !== taken) Object.assign(backlog, { taken, since: now });
    return now - backlog.since >= patienceMs;
  }

  private waiting(connection: Connection): number {
    return (this.backlogs.get(connection)?.queued ?? 0) + handedOver(connection);
  }

  private backlogOf(connection: Connection): Backlog {
    const known = this.backlogs.get(connection);
    if (known) return known;
    const backlog: Backlog = { queued: 0, taken: 0, since: 0, state: 'waiting' };
    this.backlogs.set(connection, backlog);
    return backlog;
  }

  private end(connection: Connection, reason: 'full' | 'stuck'): void {
    const backlog = this.backlogOf(connection);
    if (backlog.state === 'ended') return;
    backlog.state = 'ended';
    const userId = owners.get(connection);
    this.log.pino.warn({ userId, reason, bytes: this.waiting(connection) }, 'a socket that does not read was ended');
    this.metrics.slowSockets.inc({ reason });
    endHard(connection);
  }
}
