import type { Message } from '@parley/contracts';
import { requoted } from '../quote';

interface Heard {
  rev: number;
  /** Null: it is not pinned. */
  message: Message | null;
}

/** What a conversation keeps in sight: asked for once, and followed from then on. */
export class Pins {
  private readonly heard = new Map<string, Heard>();
  private shown: readonly Message[] = [];
  private asking = 0;
  isLoaded = false;

  constructor(
    /** What was deleted for this person alone, as the window has it. */
    private readonly hidden: ReadonlySet<number>,
  ) {}

  /** The latest pin first; the same array until something changed. */
  list(): readonly Message[] {
    return this.shown;
  }

  get isAsked(): boolean {
    return this.asking > 0;
  }

  begin(): void {
    this.asking += 1;
  }

  /** All that are pinned, or `null` when no answer came. What was heard meanwhile may be newer. */
  end(told: readonly Message[] | null): void {
    this.asking -= 1;
    for (const message of told ?? []) this.keep(message);
    if (told) this.isLoaded = true;
    // What comes from here on is not heard, so what was heard so far would only grow old.
    if (!this.isLoaded && !this.isAsked) this.heard.clear();
    this.build();
  }

  /** Each change of a message, in the order of revisions. */
  hear(message: Message): void {
    if (!this.isLoaded && this.asking === 0) return;
    if (message.pinned || this.asking > 0 || this.heard.has(message.id)) this.keep(message);
    this.requote(message);
    this.build();
  }

  hide(): void {
    this.build();
  }

  private keep(message: Message): void {
    const { id, rev, pinned } = message;
    const mine = this.heard.get(id);
    if (!mine || rev > mine.rev) this.heard.set(id, { rev, message: pinned ? message : null });
  }

  private requote(original: Message): void {
    for (const [id, { rev, message }] of this.heard) {
      if (message) this.heard.set(id, { rev, message: requoted(message, original) });
    }
  }

  private build(): void {
    const all = [...this.heard.values()].flatMap(({ message }) => message ?? []);
    const seen = all.filter(({ seq }) => !this.hidden.has(seq));
    seen.sort((a, b) => (b.pinned?.rev ?? 0) - (a.pinned?.rev ?? 0));
    const isSame = seen.length === this.shown.length && seen.every((message, at) => message === this.shown[at]);
    if (!isSame) this.shown = seen;
  }
}
