import type { Me } from '@parley/contracts';
import type { ClientSession } from './session/session';

export interface EntranceWatchers {
  met(me: Me): void;
  enter(me: Me): Promise<void>;
  leave(): Promise<void>;
  /** Somebody is signed in, and the client was started. */
  start(): void;
}

/** Who this client works for. Entering and leaving touch the store; one after the other. */
export class Entrance {
  private started = false;
  private entered: string | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly account: ClientSession,
    private readonly watchers: EntranceWatchers,
  ) {
    account.subscribe(() => this.identify());
  }

  get isEntered(): boolean {
    return this.entered !== null;
  }

  start(): void {
    this.started = true;
    if (this.isEntered) this.watchers.start();
  }

  stop(): void {
    this.started = false;
  }

  /** Somebody else is signed in here, or nobody any more. */
  private identify(): void {
    this.turn = this.turn.then(async () => {
      const { me } = this.account;
      if (me) this.watchers.met(me);
      if (this.entered === (me?.id ?? null)) return;
      if (this.isEntered) {
        this.entered = null;
        await this.watchers.leave();
      }
      if (!me) return;
      await this.watchers.enter(me);
      this.entered = me.id;
      if (this.started) this.watchers.start();
    });
  }
}
