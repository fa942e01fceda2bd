import { Injectable } from '@nestjs/common';
import { type EarlierText, type Message, may, mayAddressEveryone } from '@parley/contracts';
import { Config } from '../../../config';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import { DomainError, notFound } from '../../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Turns } from '../../../platform/turns';
import { Bodies, type Kept } from '../body-store/bodies.service';
import { isLarge, previewOf } from '../body-store/large-text';
import { HistoryService } from '../history.service';
import { readMentions } from '../mentions';
import { measureText } from '../message';
import { MessagesRepository } from '../messages.repository';
import { type StoredPreview, linkFound } from '../previews/card';
import { firstLink } from '../previews/links';
import { ActsRepository, type Standing, type StoredText } from './acts.repository';
import { ActsService, type Target } from './acts.service';
import { alreadyDeleted } from './act.errors';

@Injectable()
export class EditService {
  private readonly inOrder = new Turns();

  constructor(
    private readonly acts: ActsService,
    private readonly repository: ActsRepository,
    private readonly messages: MessagesRepository,
    private readonly bodies: Bodies,
    private readonly history: HistoryService,
    private readonly config: Config,
  ) {}

  /** A large text is stored first; a short one that was written after it must not come before, or the older one stays. */
  edit(actor: Actor, target: Target, whole: string): Promise<Message> {
    const place = `${actor.userId} ${target.messageId.toLowerCase()}`;
    return this.inOrder.take(place, () => this.editNow(actor, target, whole));
  }

  private async editNow(actor: Actor, target: Target, whole: string): Promise<Message> {
    const textLength = measureText(whole);
    const kept = isLarge(textLength) ? await this.keep(actor, target, whole) : null;
    const text = kept ? previewOf(whole) : whole;
    const bodyHash = kept?.hash ?? null;
    return this.acts.change(actor, target, 'message.edited', async (transaction, standing) => {
      this.check(actor, standing);
      if (standing.text === text && standing.bodyHash === bodyHash) return null;
      Bodies.stillKept(kept);
      await this.repository.keepText(transaction, standing);
      const { names, everyone } = readMentions(whole);
      const mentions = await this.repository.mention(transaction, standing, names);
      const isHeard = mayAddressEveryone(standing.role, standing);
      const preview = await this.previewAfter(transaction, standing, text);
      const said = { text, textLength, bodyHash, mentions, everyone: isHeard ? everyone : null, preview };
      return { ...standing, ...said, editedAt: standing.now };
    });
  }

  /** What was shown of the same link stays; of another one nothing is known yet. */
  private async previewAfter(
    transaction: Transaction,
    standing: Standing,
    text: string,
  ): Promise<StoredPreview | null> {
    const link = firstLink(text);
    if (link === null) return null;
    if (link === standing.preview?.url) return standing.preview;
    if (this.config.linkPreviews) await this.repository.hint(transaction, linkFound, standing);
    return null;
  }

  /** Readable by whoever reads the message; a tombstone has none. */
  async earlierTexts(
    actor: Actor,
    { conversationId, messageId }: { conversationId: string; messageId: string },
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<Slice<EarlierText>> {
    await this.history.find(actor, conversationId, messageId);
    const [below = null] = readCursor(cursor, ['count']) ?? [];
    const rows = await this.repository.earlierTexts(messageId, below, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ rev }) => [rev]);
    return { items: items.map(presentText), nextCursor };
  }

  /** One of them, whole. */
  async earlierText(
    actor: Actor,
    { conversationId, messageId }: { conversationId: string; messageId: string },
    rev: number,
  ): Promise<EarlierText> {
    await this.history.find(actor, conversationId, messageId);
    const found = await this.repository.earlierText(messageId, rev);
    if (!found) throw notFound();
    const shown = presentText(found);
    return found.bodyHash === null ? shown : { ...shown, text: await this.bodies.whole(found.bodyHash) };
  }

  /** Nothing is stored for somebody who does not see the message; whether they may edit it is asked under the lock. */
  private async keep(actor: Actor, { messageId }: Target, text: string): Promise<Kept> {
    const seen = await this.messages.readable(actor.userId, messageId);
    return seen?.senderId === actor.userId ? this.bodies.keep(actor, text)() : Bodies.notKept;
  }

  private check(actor: Actor, standing: Standing): void {
    if (standing.senderId !== actor.userId) throw new DomainError('forbidden', 'Only its author edits a message.');
    if (standing.deletedAt) throw alreadyDeleted();
    if (standing.forwardedSender) throw new DomainError('forbidden', 'What was forwarded stays as it was written.');
    if (!may(standing.role, 'send', standing)) throw new DomainError('forbidden', 'You may read here, but not write.');
    const { editWindowSeconds: seconds } = this.config;
    if (standing.now.getTime() - standing.createdAt.getTime() > seconds * 1000) {
      throw new DomainError('message.too_late', 'This message is too old to be edited.', { seconds });
    }
  }
}

const presentText = ({ bodyHash, replacedAt, ...text }: StoredText): EarlierText => ({
  ...text,
  large: bodyHash !== null,
  replacedAt: replacedAt.toISOString(),
});
