import type { HistoryPage, Message } from '@parley/contracts';
import { MessageWindow } from './window';

/** An older stretch, read apart from the newest end until both meet. What changes anywhere is put into it as well. */
export class Aside {
  private stretch: MessageWindow | null = null;
  /** On its way: it takes changes already, because its page may be older than they are. */
  private coming: MessageWindow | null = null;

  constructor(private readonly tail: MessageWindow) {}

  /** Null while the newest end is what is read. */
  get shown(): MessageWindow | null {
    return this.stretch;
  }

  get isBegun(): boolean {
    return this.all().length > 0;
  }

  put(message: Message): void {
    for (const one of this.all()) one.put(message);
  }

  requote(original: Message): void {
    for (const one of this.all()) one.requote(original);
  }

  hide(seq: number): void {
    for (const one of this.all()) one.hide(seq);
  }

  /** A later call takes the place of an earlier one whose page has not come. */
  begin(seq: number): MessageWindow {
    const stretch = new MessageWindow(seq + 1, seq, true);
    for (const hidden of this.tail.hidden) stretch.hidden.add(hidden);
    stretch.beginPage();
    this.coming = stretch;
    return stretch;
  }

  /** The page around the place that `stretch` was begun with; `null` when it did not come. */
  arrive(stretch: MessageWindow, page: HistoryPage | null): void {
    if (this.coming !== stretch) return;
    this.coming = null;
    if (!page) return;
    stretch.place(page);
    this.stretch = stretch;
    this.join(page.hasAfter);
  }

  /** The page right above `after`; `null` when it did not come. */
  extend(stretch: MessageWindow, page: HistoryPage | null, after: number): void {
    stretch.endNewerPage(page && { items: page.items, after });
    if (page && this.stretch === stretch) this.join(page.hasAfter);
  }

  /** Back to the newest end. */
  leave(): void {
    this.stretch = null;
    this.coming = null;
  }

  private join(hasAfter: boolean): void {
    const { stretch } = this;
    if (!stretch || (hasAfter && stretch.to < this.tail.from - 1)) return;
    this.tail.join(stretch);
    this.leave();
  }

  private all(): MessageWindow[] {
    return [this.stretch, this.coming].filter((one) => one !== null);
  }
}
