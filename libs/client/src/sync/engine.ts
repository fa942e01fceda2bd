import {
  serverEvents,
  type Me,
  type Message,
  type SelfChange,
  type ServerEventName,
  type ServerEvents,
} from '@parley/contracts';
import type { Ground } from '../ground';
import { Keeper } from '../store/keeper';
import { Arrivals, type Watchers } from './arrivals';
import { CatchUp } from './catch-up';
import { Changes } from './changes';
import { Copies } from './copies';
import { Holes } from './holes';
import { Listing } from './listing';
import { Own } from './own';
import { EpochMoved, Progress } from './progress';
import { Refresher } from './refresher';
import type { Step } from './step';
import { Strangers } from './strangers';

const sweepMs = 5 * 60_000;

type Told<E extends ServerEventName> = Parameters<ServerEvents[E]>[0];
export type EngineWatchers = Pick<Watchers, 'told' | 'settled' | 'met' | 'arrived'> & {
  /** This connection cannot be trusted any more; open another one. */
  faulty(): void;
  /** My account changed, here or elsewhere. */
  profile(me: Me): void;
  /** A change of what is mine alone, in order. */
  own(change: SelfChange): void;
};

/** The sync law, client half: subscribe, catch up, then follow. */
export class SyncEngine {
  readonly copies = new Copies((id) => this.keeper.changed(id));
  readonly arrivals: Arrivals;
  readonly changes: Changes;
  readonly listing: Listing;
  private readonly progress = new Progress();
  private readonly keeper: Keeper;
  private readonly holes: Holes;
  private readonly refresher: Refresher;
  private readonly strangers: Strangers;
  private readonly own: Own;
  private readonly catchUp: CatchUp;
  /** Live events while the catch-up runs; `null` while they are followed at once. */
  private buffer: (() => void)[] | null = [];
  private cancelSweep: (() => void) | null = null;

  constructor(
    private readonly ground: Ground,
    private readonly watchers: EngineWatchers,
  ) {
    const { copies, progress } = this;
    const faulty = () => watchers.faulty();
    this.keeper = new Keeper(ground.store, ground.clock, () => copies, progress);
    this.arrivals = new Arrivals(copies, { ...watchers, doubted: (copy) => this.doubt(copy.id) });
    this.changes = new Changes(ground, copies, progress, this.arrivals);
    this.listing = new Listing(ground, copies, this.arrivals);
    this.holes = new Holes(ground, copies, this.changes, faulty);
    this.refresher = new Refresher(ground, copies, this.changes);
    this.strangers = new Strangers(ground, copies, this.changes, this.arrivals, () => this.keeper.soon());
    this.own = new Own(ground, copies, progress, this.strangers, {
      epochMoved: faulty,
      doubted: (copy) => this.doubt(copy.id),
      profile: (me) => watchers.profile(me),
      changed: (change) => watchers.own(change),
    });
    const { arrivals, changes, listing, own } = this;
    this.catchUp = new CatchUp({ ground, copies, progress, changes, arrivals, listing, own });
  }

  async enter(me: Me): Promise<void> {
    this.copies.me = me.id;
    await this.keeper.restore(me);
  }

  async leave(): Promise<void> {
    this.closed();
    this.copies.forget();
    this.copies.me = '';
    this.progress.reset();
    await this.keeper.erase();
  }

  /** Resolves once this device is at the present. */
  async opened(): Promise<void> {
    const buffer: (() => void)[] = [];
    this.buffer = buffer;
    await this.catchUp.run();
    if (this.buffer !== buffer) throw new Error('The connection was lost during the catch-up.');
    this.buffer = null;
    for (const follow of buffer) follow();
    for (const copy of this.copies.all()) this.arrivals.look(copy);
    this.keeper.soon();
    this.planSweep();
  }

  closed(): void {
    this.buffer = [];
    this.cancelSweep?.();
    this.cancelSweep = null;
    this.holes.stop();
    this.own.stop();
    this.strangers.stop();
    this.keeper.soon();
  }

  start(): void {
    this.keeper.start();
  }

  /** Everything that waits to be kept is kept now, and no timer stays. */
  stop(): void {
    this.keeper.stop();
  }

  /** The server's answer to my own send counts as the event the others get. */
  sent(message: Message): void {
    this.follow(() => this.step(message.conversationId, { rev: message.rev, message }));
  }

  event<E extends ServerEventName>(event: E, payload: Told<E>): void {
    const route = this.routes[event];
    if (route) this.follow(() => route(payload));
  }

  private readonly routes: { [E in ServerEventName]?: (payload: Told<E>) => void } = {
    [serverEvents.messageReceived]: (message) => this.step(message.conversationId, { rev: message.rev, message }),
    [serverEvents.messageUpdated]: (message) => this.step(message.conversationId, { rev: message.rev, message }),
    [serverEvents.conversationUpdated]: (update) => this.step(update.conversationId, this.arrivals.stepOf(update)),
    [serverEvents.selfUpdated]: (change) => {
      this.own.apply(change);
      this.keeper.soon();
    },
    [serverEvents.receiptUpdated]: (receipt) => {
      const copy = this.copies.get(receipt.conversationId);
      if (!copy) return;
      const { userId, deliveredSeq, readSeq } = receipt;
      if (userId === this.copies.me) this.copies.update(copy, () => copy.hearRead(readSeq));
      else if (copy.receive({ userId, deliveredSeq, readSeq })) this.copies.touch(copy.id);
    },
  };

  private follow(what: () => void): void {
    if (this.buffer) this.buffer.push(what);
    else what();
  }

  private step(id: string, step: Step): void {
    const copy = this.copies.get(id);
    if (copy) this.arrivals.step(copy, step);
    else this.strangers.meet(id, step);
  }

  private doubt(id: string): void {
    if (this.buffer) return;
    this.holes.look(id);
    this.refresher.look(id);
  }

  private planSweep(): void {
    const { clock, random } = this.ground;
    const cancel = clock.after(sweepMs * (0.9 + 0.2 * random()), () => {
      void this.sweep().finally(() => {
        if (this.cancelSweep === cancel) this.planSweep();
      });
    });
    this.cancelSweep = cancel;
  }

  private async sweep(): Promise<void> {
    try {
      await this.catchUp.sweep();
      this.keeper.soon();
    } catch (cause) {
      // Anything else is for the next sweep.
      if (cause instanceof EpochMoved) this.watchers.faulty();
    }
  }
}
