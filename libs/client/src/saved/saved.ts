import { limits, type Message, type Page, type SavedMessage, type SelfChange } from '@parley/contracts';
import { requoted } from '../quote';
import { Cell } from '../source';
import type { Requests, Saved, SavedSnapshot } from '../surface';

/** What happened while the list was on its way, which may be older. */
interface Meanwhile {
  messages: Map<string, Message>;
  removed: Map<string, number>;
  /** Something was saved that this device does not hold: the list is asked for once more. */
  again: boolean;
}

/** Asked for as a whole, for it is bounded; then followed by the person's own changes and those of the messages. */
export class SavedList implements Saved {
  private readonly cell = new Cell<SavedSnapshot>({ loaded: false, items: [] });
  private entries = new Map<string, SavedMessage>();
  private isOpen = false;
  private meanwhile: Meanwhile | null = null;
  private asking: Promise<void> | null = null;
  private era = 0;

  constructor(
    private readonly http: Requests,
    private readonly held: (conversationId: string, messageId: string) => Message | undefined,
  ) {}

  readonly subscribe = (fn: () => void) => this.cell.subscribe(fn);
  readonly snapshot = () => this.cell.snapshot();
  readonly has = (messageId: string) => this.entries.has(messageId);

  open(): Promise<void> {
    this.isOpen = true;
    return this.refresh();
  }

  async save(messageId: string): Promise<void> {
    await this.http.request('PUT', `/api/users/me/saved/${messageId}`);
  }

  async remove(messageId: string): Promise<void> {
    await this.http.request('DELETE', `/api/users/me/saved/${messageId}`);
  }

  /** At the present again: what was missed is in the list. */
  resume(): void {
    if (this.isOpen) void this.refresh().catch(() => undefined);
  }

  forget(): void {
    this.era += 1;
    this.isOpen = false;
    this.meanwhile = null;
    this.asking = null;
    this.entries = new Map();
    this.cell.set({ loaded: false, items: [] });
  }

  own(change: SelfChange): void {
    if (!this.isOpen) return;
    if (change.type === 'saved') this.hear(change.data, change.selfRev);
    if (change.type === 'hidden') this.drop(change.data.messageId, change.selfRev);
    // What may be read of a conversation is another than before.
    if (change.type === 'membership') this.askAgain();
    this.show();
  }

  /** Each message that reaches this device. */
  told(message: Message): void {
    if (!this.isOpen) return;
    this.meanwhile?.messages.set(message.id, newer(this.meanwhile.messages.get(message.id), message));
    if (this.update(message)) this.show();
  }

  private hear(data: Extract<SelfChange, { type: 'saved' }>['data'], selfRev: number): void {
    const { conversationId, messageId, savedAt } = data;
    if (savedAt === null) return this.drop(messageId, selfRev);
    const message = this.held(conversationId, messageId);
    if (!message || this.meanwhile) return this.askAgain();
    if (!message.deletedAt) this.entries.set(messageId, { message, savedAt, selfRev });
  }

  private drop(messageId: string, selfRev: number): void {
    this.meanwhile?.removed.set(messageId, selfRev);
    if ((this.entries.get(messageId)?.selfRev ?? 0) < selfRev) this.entries.delete(messageId);
  }

  private update(message: Message): boolean {
    const mine = this.entries.get(message.id);
    if (mine && message.deletedAt) return this.entries.delete(message.id);
    if (mine) this.entries.set(message.id, { ...mine, message: newer(mine.message, message) });
    // Only these change what a quote of it shows.
    const isRequoted = (message.editedAt ?? message.deletedAt) !== null;
    if (isRequoted) for (const [id, entry] of this.entries) this.requote(id, entry, message);
    return mine !== undefined || isRequoted;
  }

  private requote(id: string, entry: SavedMessage, original: Message): void {
    const message = requoted(entry.message, original);
    if (message !== entry.message) this.entries.set(id, { ...entry, message });
  }

  private askAgain(): void {
    if (this.meanwhile) this.meanwhile.again = true;
    else void this.refresh().catch(() => undefined);
  }

  private refresh(): Promise<void> {
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  private async ask(): Promise<void> {
    const { era } = this;
    for (let again = true; again;) {
      const meanwhile: Meanwhile = { messages: new Map(), removed: new Map(), again: false };
      this.meanwhile = meanwhile;
      try {
        const found = await this.pages();
        if (era !== this.era) return;
        this.entries = new Map(found.map((entry) => [entry.message.id, entry]));
      } finally {
        if (this.meanwhile === meanwhile) this.meanwhile = null;
      }
      for (const [messageId, selfRev] of meanwhile.removed) this.drop(messageId, selfRev);
      for (const message of meanwhile.messages.values()) this.update(message);
      this.show(true);
      ({ again } = meanwhile);
    }
  }

  private async pages(): Promise<SavedMessage[]> {
    const found: SavedMessage[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/api/users/me/saved?limit=${limits.pageMax}${after}`;
      const page: Page<SavedMessage> = await this.http.request('GET', path);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  private show(loaded = this.snapshot().loaded): void {
    const items = [...this.entries.values()].sort((a, b) => b.selfRev - a.selfRev);
    const { items: last, loaded: was } = this.snapshot();
    const isSame = loaded === was && items.length === last.length && items.every((item, at) => item === last[at]);
    if (!isSame) this.cell.set({ loaded, items });
  }
}

const newer = (mine: Message | undefined, theirs: Message): Message => (mine && mine.rev >= theirs.rev ? mine : theirs);
