import { clientEvents, limits, type Conversation } from '@parley/contracts';
import type { Ground } from '../ground';
import { asParleyError } from '../parley.errors';
import type { Arrivals } from './arrivals';
import type { Copies } from './copies';
import type { ConversationCopy } from './copy';
import type { Progress } from './progress';

/** Brings copies up to the server's revision, page by page. */
export class Changes {
  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly progress: Progress,
    private readonly arrivals: Arrivals,
  ) {}

  /** Every page of one conversation. A conversation that is no longer ours is dropped. */
  async one(copy: ConversationCopy): Promise<void> {
    try {
      while (await this.page(copy));
    } catch (cause) {
      if (asParleyError(cause).code !== 'not_found') throw cause;
      if (this.isOurs(copy)) this.copies.drop(copy.id);
    }
  }

  async many(copies: readonly ConversationCopy[]): Promise<void> {
    for (let at = 0; at < copies.length; at += limits.catchUpConversations) {
      await this.batch(copies.slice(at, at + limits.catchUpConversations));
    }
  }

  /** The conversation as the server sums it up; `null` when it is not ours (any more). */
  async summary(id: string): Promise<Conversation | null> {
    try {
      return await this.ground.http.request<Conversation>('GET', `/api/chat/${id}`);
    } catch (cause) {
      if (asParleyError(cause).code === 'not_found') return null;
      throw cause;
    }
  }

  private async batch(copies: readonly ConversationCopy[]): Promise<void> {
    const [first] = copies;
    if (first && copies.length === 1) return this.one(first);
    const since = copies.map((copy) => ({ conversationId: copy.id, after: copy.rev }));
    const answer = await this.ground.link.ask(clientEvents.syncChanges, { since });
    if (!('items' in answer)) return;
    this.progress.expect(answer.epoch);
    const told = new Map(answer.items.map((item) => [item.conversationId, item]));
    for (const copy of copies) {
      const item = told.get(copy.id);
      if (item && this.isOurs(copy)) this.arrivals.changes(copy, item);
      // Left out or cut short: the single form brings the rest, or says why not.
      if (!item || item.more) await this.one(copy);
    }
  }

  /** True when there is more. */
  private async page(copy: ConversationCopy): Promise<boolean> {
    const request = { conversationId: copy.id, after: copy.rev, limit: limits.changesPageMax };
    const answer = await this.ground.link.ask(clientEvents.syncChanges, request);
    if ('items' in answer) return false;
    this.progress.expect(answer.epoch);
    if (!this.isOurs(copy)) return false;
    const { rev } = copy;
    this.arrivals.changes(copy, answer);
    return answer.more && copy.rev > rev;
  }

  /** False once the copy was dropped or begun anew while an answer was on its way. */
  private isOurs(copy: ConversationCopy): boolean {
    return this.copies.get(copy.id) === copy;
  }
}
