import { Injectable } from '@nestjs/common';
import { type EarlierText, type Message, may, mayAddressEveryone } from '@parley/contracts';
import { Config } from '../../../config';
import type { Actor } from '../../../platform/actor';
import { DomainError } from '../../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { HistoryService } from '../history.service';
import { readMentions } from '../mentions';
import { measureText } from '../message';
import { ActsRepository, type Standing } from './acts.repository';
import { ActsService, type Target } from './acts.service';
import { alreadyDeleted } from './act.errors';

@Injectable()
export class EditService {
  constructor(
    private readonly acts: ActsService,
    private readonly repository: ActsRepository,
    private readonly history: HistoryService,
    private readonly config: Config,
  ) {}

  edit(actor: Actor, target: Target, text: string): Promise<Message> {
    const textLength = measureText(text);
    return this.acts.change(actor, target, 'message.edited', async (transaction, standing) => {
      this.check(actor, standing);
      if (standing.text === text) return null;
      await this.repository.keepText(transaction, standing);
      const { names, everyone } = readMentions(text);
      const mentions = await this.repository.mention(transaction, standing, names);
      const isHeard = mayAddressEveryone(standing.role, standing);
      return { ...standing, text, textLength, editedAt: standing.now, mentions, everyone: isHeard ? everyone : null };
    });
  }

  /** Readable by whoever reads the message; a tombstone has none. */
  async earlierTexts(
    actor: Actor,
    { conversationId, messageId }: { conversationId: string; messageId: string },
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<Slice<EarlierText>> {
    await this.history.one(actor, conversationId, messageId);
    const [below = null] = readCursor(cursor, ['count']) ?? [];
    const rows = await this.repository.earlierTexts(messageId, below, limit + 1);
    return pageOf(rows, limit, ({ rev }) => [rev]);
  }

  private check(actor: Actor, standing: Standing): void {
    if (standing.senderId !== actor.userId) throw new DomainError('forbidden', 'Only its author edits a message.');
    if (standing.deletedAt) throw alreadyDeleted();
    if (!may(standing.role, 'send', standing)) throw new DomainError('forbidden', 'You may read here, but not write.');
    const { editWindowSeconds: seconds } = this.config;
    if (standing.now.getTime() - standing.createdAt.getTime() > seconds * 1000) {
      throw new DomainError('message.too_late', 'This message is too old to be edited.', { seconds });
    }
  }
}
