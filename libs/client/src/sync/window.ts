import type { Message } from '@parley/contracts';
import { isNewer } from './law';

/**
 * The stretch of a conversation this device holds, always reaching its newest end. Everything between `from` and `to`
 * that this person may see is here; a seq without a row in between is one they may not.
 */
export class MessageWindow {
  private readonly rows = new Map<number, Message>();
  private shown: readonly Message[] | null = null;
  private top = 0;
  /** Pages on their way. What changes below `from` meanwhile is kept: the page may be older than the change. */
  private loading = 0;

  constructor(
    public from: number,
    public to: number,
    public hasBefore: boolean,
  ) {}

  get(seq: number): Message | undefined {
    return this.rows.get(seq);
  }

  /** Keeps the row if it is newer than ours; tells whether it was. */
  put(message: Message): boolean {
    if (!isNewer(this.rows.get(message.seq), message)) return false;
    if (message.seq < this.from && this.loading === 0) return false;
    this.rows.set(message.seq, message);
    this.top = Math.max(this.top, message.seq);
    this.shown = null;
    return true;
  }

  /** Part of a catch-up is here: show only what follows without a gap. */
  extend(): void {
    while (this.rows.has(this.to + 1)) this.reach(this.to + 1);
  }

  /** Every revision up to now is here, so there is nothing left to come in between. */
  complete(): void {
    if (this.top > this.to) this.reach(this.top);
  }

  beginPage(): void {
    this.loading += 1;
  }

  /** The page that stood right below `before`; `null` when it did not come. */
  endPage(page: { items: Message[]; hasBefore: boolean; before: number } | null): void {
    if (page && page.before === this.from) {
      for (const message of page.items) {
        this.put(message);
        this.from = Math.min(this.from, message.seq);
      }
      this.hasBefore = page.hasBefore;
      this.shown = null;
    }
    this.loading -= 1;
    if (this.loading === 0) this.dropBelow(this.from);
  }

  /** Lets go of all but the newest `count`, so that conversations nobody looks at stay small. */
  trim(count: number): void {
    const from = this.to - count + 1;
    if (from <= this.from || this.loading > 0) return;
    this.from = from;
    this.hasBefore = true;
    this.dropBelow(from);
    this.shown = null;
  }

  /** Oldest first; the same array until something changed. */
  visible(): readonly Message[] {
    this.shown ??= [...this.rows.values()]
      .filter((row) => row.seq >= this.from && row.seq <= this.to)
      .sort((a, b) => a.seq - b.seq);
    return this.shown;
  }

  private reach(to: number): void {
    this.to = to;
    this.shown = null;
  }

  private dropBelow(from: number): void {
    for (const seq of this.rows.keys()) if (seq < from) this.rows.delete(seq);
  }
}
