import { Injectable } from '@nestjs/common';
import { type Conversation, type ListFilter, type LookAnswer, may } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { notFound } from '../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import { MessagesRepository, UnreadRepository, noCounts } from '../messages';
import { forbidden } from './changes';
import { presentConversation } from './chat.presenter';
import type { MyConversation } from './conversation';
import { ConversationsRepository } from './conversations.repository';

/** The conversations of the one who asks. Three queries a page, however long. */
@Injectable()
export class ConversationsService {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly messages: MessagesRepository,
    private readonly unread: UnreadRepository,
  ) {}

  async list(
    actor: Actor,
    { filter, cursor, limit }: { filter?: ListFilter; cursor?: string; limit: number },
  ): Promise<Slice<Conversation>> {
    const place = readCursor(cursor, ['number', 'number', 'id']);
    const below = place && { pinned: place[0] === 1, activity: place[1], id: place[2] };
    const rows = await this.conversations.page(actor.userId, filter, below, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ pinned, activity, id }) => [pinned ? 1 : 0, activity, id]);
    return { items: await this.present(actor, items), nextCursor };
  }

  async one(actor: Actor, id: string): Promise<Conversation> {
    const [found] = await this.present(actor, await this.mine(actor, [id]));
    if (!found) throw notFound();
    return found;
  }

  /** Where a conversation stands, without anything it holds. */
  async place({ userId }: Actor, id: string): Promise<LookAnswer> {
    const place = await this.conversations.place(userId, id);
    if (!place) throw notFound();
    return place;
  }

  async requireWriting({ userId }: Actor, id: string): Promise<void> {
    const standing = await this.conversations.standing(userId, id);
    if (!standing) throw notFound();
    if (!may(standing.role, 'send', standing)) throw forbidden();
  }

  /** Those among the given that are the asker's. */
  mine({ userId }: Actor, ids: string[]): Promise<MyConversation[]> {
    return this.conversations.some(userId, ids);
  }

  async present(actor: Actor, rows: MyConversation[]): Promise<Conversation[]> {
    const shown = rows.filter(({ seq, visibleAfter }) => seq > visibleAfter);
    const [latest, unread] = await Promise.all([
      this.messages.latest(
        actor.userId,
        shown.map(({ id, seq, visibleAfter }) => ({ conversationId: id, seq, visibleAfter })),
      ),
      this.unread.of(
        actor.userId,
        shown.map(({ id }) => id),
      ),
    ]);
    return rows.map((row) => presentConversation(row, latest.get(row.id), unread.get(row.id) ?? noCounts));
  }
}
