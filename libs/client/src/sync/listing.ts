import type { Conversation, Page } from '@parley/contracts';
import { limits } from '@parley/contracts';
import type { Ground } from '../ground';
import type { Arrivals } from './arrivals';
import type { Copies } from './copies';

/** Pages of the conversation list. */
export class Listing {
  private loading: Promise<void> | null = null;

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly arrivals: Arrivals,
  ) {}

  /** The newest ones. */
  async first(): Promise<void> {
    const page = await this.page(null);
    if (!page) return;
    this.copies.arrange();
    if (!this.copies.loaded) this.copies.setPage(page.nextCursor);
  }

  more(): Promise<void> {
    this.loading ??= this.next().finally(() => (this.loading = null));
    return this.loading;
  }

  private async next(): Promise<void> {
    const { nextPage } = this.copies;
    if (nextPage === null) return;
    const page = await this.page(nextPage);
    if (!page) return;
    this.copies.arrange();
    this.copies.setPage(page.nextCursor);
  }

  /** `null` when everything was forgotten meanwhile: these revisions may be of another epoch. */
  private async page(cursor: string | null): Promise<Page<Conversation> | null> {
    const { era } = this.copies;
    const counts = this.copies.asked();
    const query = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await this.ground.http.request<Page<Conversation>>(
      'GET',
      `/api/chat?limit=${limits.pageSize}${query}`,
    );
    if (era !== this.copies.era) return null;
    const ours = page.items.filter(({ id }) => counts(id));
    for (const item of ours) this.arrivals.look(this.copies.put(item, 'back'));
    return page;
  }
}
