import { Injectable } from '@nestjs/common';
import { type Message, serverEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { Turns } from '../../../platform/turns';
import { alreadyDeleted } from '../acts/act.errors';
import { ActsRepository } from '../acts/acts.repository';
import { ActsService, type Target } from '../acts/acts.service';
import type { StoredMessage } from '../message';
import { MessageNews } from '../message-news';
import type { StoredPreview } from './card';
import { Cards } from './cards.service';
import { firstLink } from './links';
import { PreviewsRepository } from './previews.repository';

/** The card of a message's first link: a state of the message, so it takes a rev and is told as any change of one. */
@Injectable()
export class PreviewsService {
  private readonly turns = new Turns();

  constructor(
    private readonly previews: PreviewsRepository,
    private readonly cards: Cards,
    private readonly acts: ActsService,
    private readonly repository: ActsRepository,
    private readonly news: MessageNews,
  ) {}

  /** Reads the page and shows what it says. Done twice, it is done once; and nothing is shown of a link that is gone. */
  async show(messageId: string): Promise<void> {
    const message = await this.previews.find(messageId);
    const url = message && linkWithoutCard(message);
    if (!message || !url) return;
    const card = await this.cards.of(url, message.senderId);
    if (card) await this.turns.take(messageId, () => this.put(messageId, { url, card }));
  }

  /** Only its author takes it away; it does not come back while the message leads there. */
  remove(actor: Actor, target: Target): Promise<Message> {
    return this.acts.change(actor, target, 'message.previewed', async (_transaction, standing) => {
      if (standing.senderId !== actor.userId) {
        throw new DomainError('forbidden', 'Only its author takes the preview of a link away.');
      }
      if (standing.deletedAt) throw alreadyDeleted();
      if (!standing.preview?.card) return null;
      return { ...standing, preview: { ...standing.preview, card: null } };
    });
  }

  private async put(messageId: string, preview: StoredPreview): Promise<void> {
    const changed = await this.repository.transaction(async (transaction) => {
      const message = await this.previews.locked(transaction, messageId);
      // Edited, deleted, or done by somebody else while the page was read.
      if (!message || linkWithoutCard(message) !== preview.url) return null;
      const after = { ...message, preview };
      return { ...after, rev: await this.repository.store(transaction, after, 'message.previewed') };
    });
    if (changed) this.news.tell(serverEvents.messageUpdated, changed);
  }
}

/** Where a message leads to, unless that was looked at. */
function linkWithoutCard({ text, deletedAt, preview }: StoredMessage): string | null {
  const url = deletedAt ? null : firstLink(text);
  return preview?.url === url ? null : url;
}
