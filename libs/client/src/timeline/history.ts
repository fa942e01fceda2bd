import {
  limits,
  type ErrorCode,
  type HistoryPage,
  type Located,
  type Message,
  type Page,
  type Receipt,
} from '@parley/contracts';
import { backoff } from '../backoff';
import type { Ground } from '../ground';
import { asParleyError, isPassing, ParleyError } from '../parley.errors';
import type { Place } from '../surface';
import type { Arrivals } from '../sync/arrivals';
import type { Changes } from '../sync/changes';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';

/** Fewer messages than this on screen are too few when there are more. */
const enough = 20;

const retries = { first: 1_000, cap: 30_000 };

interface Failed {
  what: string;
  code: ErrorCode;
  attempt: number;
}

/** What a conversation on screen needs that no event brings: older pages, and the others' pointers. */
export class History {
  private readonly waiting = new Map<string, () => void>();

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

  /** One page further up, wherever one reads. */
  async before(copy: ConversationCopy): Promise<void> {
    const aside = copy.aside.shown;
    const { from, hasBefore } = aside ?? copy.window;
    if (!hasBefore) return;
    (aside ?? copy.window).beginPage();
    await this.page(copy, `before=${from}`, (page) =>
      aside ? aside.endPage(page && { ...page, before: from }) : copy.applyPage(page, from),
    );
  }

  /** One page further down, towards the newest end. */
  async after(copy: ConversationCopy): Promise<void> {
    const aside = copy.aside.shown;
    if (!aside) return;
    const { to } = aside;
    aside.beginPage();
    await this.page(copy, `after=${to}`, (page) => copy.aside.extend(aside, page, to));
  }

  /** What lies around a place that this device does not hold is read apart from the newest end. */
  async around(copy: ConversationCopy, seq: number): Promise<void> {
    const coming = copy.aside.begin(seq);
    await this.page(copy, `around=${seq}`, (page) => copy.aside.arrive(coming, page));
  }

  /** `done` hears of it either way: null when it did not come. */
  private async page(copy: ConversationCopy, place: string, done: (page: HistoryPage | null) => void): Promise<void> {
    let page: HistoryPage | null = null;
    try {
      const path = `/api/chat/${copy.id}/messages?${place}&limit=${limits.pageSize}`;
      page = await this.ground.http.request<HistoryPage>('GET', path);
    } finally {
      this.copies.update(copy, () => done(page));
    }
  }

  message(conversationId: string, messageId: string): Promise<Message> {
    return this.ground.http.request<Message>('GET', `/api/chat/${conversationId}/messages/${messageId}`);
  }

  /** Where something stands; null when there is nothing of the kind. */
  async locate(id: string, place: Place): Promise<number | null> {
    const query = new URLSearchParams(Object.entries(place)).toString();
    return (await this.ground.http.request<Located>('GET', `/api/chat/${id}/locate?${query}`)).seq;
  }

  /** Asked for until it is answered; from then on the copy follows them by itself. */
  async pins(copy: ConversationCopy, attempt = 0): Promise<void> {
    const what = `pins of ${copy.id}`;
    this.forget(what);
    if (copy.pins.isLoaded || copy.pins.isAsked || this.copies.get(copy.id) !== copy) return;
    copy.pins.begin();
    let page: Page<Message> | null = null;
    try {
      page = await this.ground.http.request<Page<Message>>('GET', `/api/chat/${copy.id}/pins`);
    } catch (cause) {
      const { code } = asParleyError(cause);
      this.again({ what, code, attempt }, () => void this.pins(copy, attempt + 1));
    } finally {
      this.copies.update(copy, () => copy.pins.end(page && page.items));
    }
  }

  /** What failed by chance while the connection stands is asked for again after a while. */
  again({ what, code, attempt }: Failed, ask: () => void): void {
    this.forget(what);
    if (!isPassing(code) || !this.ground.link.isOpen) return;
    const { clock, random } = this.ground;
    this.waiting.set(what, clock.after(backoff(attempt, retries, random), ask));
  }

  /** The next connection asks again. */
  pause(): void {
    for (const cancel of this.waiting.values()) cancel();
    this.waiting.clear();
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

  private forget(what: string): void {
    this.waiting.get(what)?.();
    this.waiting.delete(what);
  }

  private async meet(id: string): Promise<ConversationCopy> {
    const counts = this.copies.asked();
    const summary = await this.changes.summary(id);
    if (!summary || !counts(id)) throw new ParleyError('not_found', 'There is no such conversation.');
    const copy = this.copies.put(summary, 'front');
    this.arrivals.look(copy);
    return copy;
  }
}
