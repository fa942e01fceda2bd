import type { Message } from '@parley/contracts';
import { adjust, countUnread, type Counts } from './unread';
import type { MessageWindow } from './window';

/**
 * Unread and mentions of one conversation. Where every message after the pointer is at hand the definition itself is
 * computed; elsewhere the server's count is carried along, and called stale when it cannot be.
 */
export class Tally {
  /** The counts cannot be known from here: ask for the summary. */
  stale: boolean;
  /** What was counted last. */
  private rows: readonly Message[] | null = null;
  private readSeq = 0;

  constructor(
    private base: Counts & { rev: number },
    private readonly me: string,
    stale: boolean,
  ) {
    this.stale = stale;
  }

  /** The revision up to which the server counted. */
  get rev(): number {
    return this.base.rev;
  }

  told({ unread, mentions }: Counts, rev: number): void {
    this.base = { unread, mentions, rev };
    this.rows = null;
    this.stale = false;
  }

  counts(window: MessageWindow, seq: number, readSeq: number): Counts {
    if (readSeq >= seq) return none;
    if (!isCovered(window, seq, readSeq)) return this.base;
    this.stale = false;
    return this.counted(window.visible(), readSeq);
  }

  private counted(rows: readonly Message[], readSeq: number): Counts {
    if (rows !== this.rows || readSeq !== this.readSeq) {
      this.rows = rows;
      this.readSeq = readSeq;
      this.base = { ...countUnread(rows, { me: this.me, readSeq }), rev: this.base.rev };
    }
    return this.base;
  }

  /** One row came or changed; `mine` is how we had it, `isFresh` says that it is the newest of all. */
  changed(mine: Message | undefined, message: Message, isFresh: boolean, readSeq: number): void {
    const touches = message.rev > this.base.rev && message.seq > readSeq && message.senderId !== this.me;
    if (!touches) return;
    const next = mine || isFresh ? adjust(this.base, mine ?? null, message, { me: this.me, readSeq }) : null;
    this.rows = null;
    if (next) this.base = { ...next, rev: this.base.rev };
    // A change to a row we never saw: whether it counted before is not ours to guess.
    else this.stale = true;
  }
}

const none: Counts = { unread: 0, mentions: 0 };

function isCovered({ from, to, hasBefore }: MessageWindow, seq: number, readSeq: number): boolean {
  return to >= seq && (!hasBefore || from <= readSeq + 1);
}
