import type { Message } from '@parley/contracts';
import { requoted } from '../quote';
import { isNewer } from './law';

/** More than these the server does not spell out: it makes clients ask. */
const awaitedMost = 1_000;

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
  /** What was deleted for this person alone, as far as this device has heard of it. */
  readonly hidden = new Set<number>();
  /** Passed over by what was told, and still to come: see `follow`. */
  private readonly awaited = new Set<number>();

  constructor(
    public from: number,
    public to: number,
    public hasBefore: boolean,
  ) {}

  get(seq: number): Message | undefined {
    return this.rows.get(seq);
  }

  find(id: string): Message | undefined {
    return this.visible().find((row) => row.id === id);
  }

  /** Within what is whole here, and not there: it is not this person's to see. */
  isBarred(seq: number): boolean {
    if (this.hidden.has(seq)) return true;
    return seq >= this.from && seq <= this.to && !this.rows.has(seq) && !this.awaited.has(seq);
  }

  /** Deleted for this person alone, now or before it arrives. */
  hide(seq: number): void {
    this.hidden.add(seq);
    this.awaited.delete(seq);
    this.rows.delete(seq);
    this.skip(seq);
  }

  /** There is such a seq, and nothing to be shown of it. */
  skip(seq: number): void {
    this.top = Math.max(this.top, seq);
    this.shown = null;
  }

  /** Answers show what they answer as it is now. */
  requote(original: Message): void {
    for (const [seq, row] of this.rows) {
      const answer = requoted(row, original);
      if (answer === row) continue;
      this.rows.set(seq, answer);
      this.shown = null;
    }
  }

  /** Keeps the row if it is newer than ours; tells whether it was. */
  put(message: Message): boolean {
    if (this.hidden.has(message.seq) || !isNewer(this.rows.get(message.seq), message)) return false;
    if (message.seq < this.from && this.loading === 0) return false;
    this.rows.set(message.seq, this.quoting(message));
    this.awaited.delete(message.seq);
    this.top = Math.max(this.top, message.seq);
    this.shown = null;
    return true;
  }

  /** Part of a catch-up is here: show only what follows without a gap. */
  extend(): void {
    while (this.rows.has(this.to + 1)) this.reach(this.to + 1);
  }

  /**
   * Every revision up to now was told. Of a message that was changed meanwhile only the change is told, and maybe behind what
   * was sent next: its place is kept for it. What is this person's no longer is told by `hide`, now or later.
   */
  follow(): void {
    const from = Math.max(this.to + 1, this.top - awaitedMost);
    for (let seq = from; seq <= this.top; seq += 1) {
      if (!this.rows.has(seq) && !this.hidden.has(seq)) this.awaited.add(seq);
    }
    if (this.top > this.to) this.reach(this.top);
  }

  /** From here on nothing is missing. */
  get wholeFrom(): number {
    return Math.max(this.from, ...[...this.awaited].map((seq) => seq + 1));
  }

  beginPage(): void {
    this.loading += 1;
  }

  /** The page that stood right below `before`; `null` when it did not come. */
  endPage(page: { items: Message[]; hasBefore: boolean; before: number } | null): void {
    if (page && page.before === this.from) {
      const end = Math.min(...page.items.map(({ seq }) => seq), page.before);
      this.fill(page.items, page.hasBefore ? end : 0, page.before - 1);
      this.from = end;
      this.hasBefore = page.hasBefore;
    }
    this.settle();
  }

  /** The first page of a stretch that held nothing yet. */
  place({ items, hasBefore }: { items: Message[]; hasBefore: boolean }): void {
    const told = items.map(({ seq }) => seq);
    this.from = Math.min(...told, this.from);
    this.to = Math.max(...told, this.to);
    this.fill(items, hasBefore ? this.from : 0, this.to);
    this.hasBefore = hasBefore;
    this.settle();
  }

  /** The page that stood right above `after`; `null` when it did not come. */
  endNewerPage(page: { items: Message[]; after: number } | null): void {
    if (page && page.after === this.to) {
      const end = Math.max(...page.items.map(({ seq }) => seq), page.after);
      this.fill(page.items, page.after + 1, end);
      this.to = end;
    }
    this.settle();
  }

  /** Takes over an older stretch that reaches up to this one. */
  join(older: MessageWindow): void {
    if (older.from >= this.from) return;
    const before = this.from;
    this.from = older.from;
    this.hasBefore = older.hasBefore;
    // What stands here already changes with its revisions, in order: a page may be ahead of them.
    for (const row of older.visible()) if (row.seq < before) this.put(row);
    // Rows may have been here already, kept for a page on its way, and are shown only now.
    this.shown = null;
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

  /** What is answered may have changed while the answer was on its way. */
  private quoting(message: Message): Message {
    const original = message.quote && this.rows.get(message.quote.seq);
    return original ? requoted(message, original) : message;
  }

  /** What changed meanwhile and is not among what a page tells of this range is not this person's to see. */
  private fill(items: readonly Message[], from: number, to: number): void {
    const told = new Set(items.map(({ seq }) => seq));
    for (const seq of this.rows.keys()) if (seq >= from && seq <= to && !told.has(seq)) this.rows.delete(seq);
    for (const seq of this.awaited) if (seq >= from && seq <= to) this.awaited.delete(seq);
    for (const message of items) this.put(message);
    this.shown = null;
  }

  private settle(): void {
    this.loading -= 1;
    if (this.loading === 0) this.dropBelow(this.from);
  }

  private reach(to: number): void {
    this.to = to;
    this.shown = null;
  }

  private dropBelow(from: number): void {
    for (const kept of [this.rows, this.awaited]) for (const seq of kept.keys()) if (seq < from) kept.delete(seq);
  }
}
