import { limits, type HistoryPage, type Page, type Receipt } from '@parley/contracts';
import type { Ground } from '../ground';
import { ParleyError } from '../parley.errors';
import type { Arrivals } from '../sync/arrivals';
import type { Changes } from '../sync/changes';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';

/** Fewer messages than this on screen are too few when there are more. */
const enough = 20;

/** What a conversation on screen needs that no event brings: older pages, and the others' pointers. */
export class History {
  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly changes: Changes,
    private readonly arrivals: Arrivals,
  ) {}

  needsPage({ window }: ConversationCopy): boolean {
    return window.hasBefore && window.visible().length < enough;
  }

  /** The conversation and its newest page. */
  async open(id: string): Promise<ConversationCopy> {
    const copy = this.copies.get(id) ?? (await this.meet(id));
    if (this.needsPage(copy)) await this.before(copy);
    return copy;
  }

  async before(copy: ConversationCopy): Promise<void> {
    const { from, hasBefore } = copy.window;
    if (!hasBefore) return;
    copy.window.beginPage();
    let page: HistoryPage | null = null;
    try {
      const query = `before=${from}&limit=${limits.pageSize}`;
      page = await this.ground.http.request<HistoryPage>('GET', `/api/chat/${copy.id}/messages?${query}`);
    } finally {
      this.copies.update(copy, () => copy.applyPage(page, from));
    }
  }

  async receipts(copy: ConversationCopy): Promise<void> {
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const path = `/api/chat/${copy.id}/receipts${query}`;
      const page: Page<Omit<Receipt, 'conversationId'>> = await this.ground.http.request('GET', path);
      const others = page.items.filter((receipt) => receipt.userId !== this.copies.me);
      for (const receipt of others) copy.receive(receipt);
      this.copies.touch(copy.id);
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  private async meet(id: string): Promise<ConversationCopy> {
    const { era } = this.copies;
    const summary = await this.changes.summary(id);
    if (!summary || era !== this.copies.era) throw new ParleyError('not_found', 'There is no such conversation.');
    const copy = this.copies.put(summary, 'front');
    this.arrivals.look(copy);
    return copy;
  }
}
