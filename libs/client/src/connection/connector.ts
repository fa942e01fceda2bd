import type { PresenceRequest } from '@parley/contracts';
import { backoff } from '../backoff';
import type { Ground } from '../ground';
import { hintOf, isOfSession, type ParleyError } from '../parley.errors';
import type { ClientSession } from '../session/session';
import { nextConnection, type ConnectionEvent } from './machine';
import type { ConnectionState } from '../surface';

const retries = { first: 500, cap: 10_000 };
/** However long a server asks for, it is tried again within a minute or two. */
const hintMax = 60_000;

export interface ConnectorWatchers {
  changed(): void;
  /** What a link says of this device as it opens. */
  presence(): PresenceRequest['state'];
  /** Subscribed; resolves once nothing is missing. */
  opened(): Promise<void>;
  live(): void;
  closed(): void;
}

/** Keeps one link open for as long as somebody is signed in. */
export class Connector {
  state: ConnectionState = 'offline';
  private wanted = false;
  private failures = 0;
  /** A node that is about to stop says when to come back. */
  private hint = 0;
  private cancel: (() => void) | null = null;
  /** Grows with every dial and every end, so that what belongs to an older link is recognised. */
  private turn = 0;

  constructor(
    private readonly ground: Pick<Ground, 'link' | 'clock' | 'random'>,
    private readonly session: ClientSession,
    private readonly watchers: ConnectorWatchers,
  ) {}

  start(): void {
    this.wanted = true;
    if (this.state === 'offline' && !this.cancel) void this.dial();
  }

  stop(): void {
    this.wanted = false;
    this.unplan();
    this.drop();
  }

  /** Rather now than after the back-off. */
  wake(): void {
    if (!this.cancel) return;
    this.unplan();
    void this.dial();
  }

  /** Gives this link up and begins again with another. */
  redial(): void {
    if (this.state !== 'offline') this.lost(null);
  }

  draining(retryInMs: number): void {
    this.hint = retryInMs;
  }

  linkOpened(): void {
    if (this.state !== 'connecting') return this.ground.link.close();
    this.move('opened');
    const { turn } = this;
    this.watchers.opened().then(
      () => this.caughtUp(turn),
      () => {
        if (turn === this.turn) this.lost(null);
      },
    );
  }

  linkClosed(refusal: ParleyError | null): void {
    if (this.state !== 'offline') this.lost(refusal);
  }

  private caughtUp(turn: number): void {
    if (turn !== this.turn) return;
    this.failures = 0;
    this.move('caught-up');
    this.watchers.live();
  }

  private async dial(): Promise<void> {
    if (!this.wanted || this.session.state !== 'signed-in' || this.state !== 'offline') return;
    this.move('dial');
    const turn = ++this.turn;
    try {
      const token = await this.session.access();
      if (turn === this.turn) this.ground.link.open(token, this.watchers.presence());
    } catch {
      if (turn === this.turn) this.lost(null);
    }
  }

  private lost(refusal: ParleyError | null): void {
    this.drop();
    if (!this.wanted || this.session.state !== 'signed-in') return;
    // The token was refused: a new one settles whether the session still stands.
    const renewal = refusal && isOfSession(refusal.code) ? this.session.renew() : null;
    renewal?.catch(() => undefined);
    const { clock, random } = this.ground;
    const hint = Math.min(this.hint || (refusal ? hintOf(refusal) : 0), hintMax);
    // Also after a hint the waits grow: whoever is refused again and again is one of very many.
    const wait = hint * (0.5 + random()) + backoff(this.failures, retries, random);
    this.hint = 0;
    this.failures += 1;
    this.cancel = clock.after(wait, () => {
      this.cancel = null;
      void this.dial();
    });
  }

  private drop(): void {
    if (this.state === 'offline') return;
    this.turn += 1;
    this.move('closed');
    this.watchers.closed();
    this.ground.link.close();
  }

  private unplan(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private move(event: ConnectionEvent): void {
    const next = nextConnection(this.state, event);
    if (next === this.state) return;
    this.state = next;
    this.watchers.changed();
  }
}
