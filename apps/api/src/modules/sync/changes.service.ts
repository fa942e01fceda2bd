import { Injectable } from '@nestjs/common';
import {
  type ChangesAnswer,
  type ChangesRequest,
  type Conversation,
  type ConversationChanges,
  type ManyChangesAnswer,
  type ManyChangesRequest,
  limits,
} from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Epoch } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { ConversationsService, type MyConversation } from '../chat';
import { MembershipsRepository, presentMember } from '../memberships';
import { MessagesRepository, presentMessage } from '../messages';
import { Budget, cut, memberBytes, messageFrame } from './cut';
import { knownUpTo } from './known';

interface Question {
  conversationId: string;
  after: number;
}

/** A range query over `rev`: ten seconds and two years of absence are the same question. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly memberships: MembershipsRepository,
    private readonly messages: MessagesRepository,
    private readonly epoch: Epoch,
  ) {}

  async one(
    actor: Actor,
    { conversationId, after, limit = limits.changesPage }: ChangesRequest,
  ): Promise<ChangesAnswer> {
    const [changes] = await this.changes(actor, [{ conversationId, after }], limit);
    if (!changes) throw notFound();
    const { conversationId: _, ...answer } = changes;
    return { ...answer, epoch: await this.epoch.get() };
  }

  /** Conversations that are not the asker's are left out of the answer. */
  async many(actor: Actor, { since }: ManyChangesRequest): Promise<ManyChangesAnswer> {
    return { items: await this.changes(actor, since, limits.changesPage), epoch: await this.epoch.get() };
  }

  /** Three statements, however many conversations; two more when conversations themselves changed. */
  private async changes(actor: Actor, questions: Question[], limit: number): Promise<ConversationChanges[]> {
    const places = new Map(questions.map(({ conversationId, after }) => [conversationId.toLowerCase(), after]));
    // Where each conversation stands is read first. What changes after that moment has a higher rev, and the
    // asker, who subscribed before asking, is told of it.
    const mine = await this.conversations.mine(actor, [...places.keys()]);
    const since = mine
      .map(({ id, rev, visibleAfter }) => ({ conversationId: id, after: places.get(id) ?? 0, upTo: rev, visibleAfter }))
      .filter(({ after, upTo }) => after < upTo);
    const budget = limits.catchUpBytes;
    const [messages, members, whole] = await Promise.all([
      this.messages.changedSince(actor.userId, since, { rows: limit + 1, bytes: budget, bytesAround: messageFrame }),
      this.memberships.changedSince(since, { rows: limit + 1, rowsOfAll: Math.ceil(budget / memberBytes) }),
      this.whole(actor, mine, places),
    ]);
    const messagesKnown = knownUpTo(since, { rows: messages, bytesOf: ({ weight }) => weight, budget });
    const membersKnown = knownUpTo(since, { rows: members, bytesOf: () => memberBytes, budget });
    const messagesOf = byConversation(messages);
    const membersOf = byConversation(members);
    const left = new Budget();
    return mine.map(({ id, rev, visibleAfter }) => {
      const changed = {
        conversationId: id,
        after: places.get(id) ?? 0,
        rev,
        known: Math.min(messagesKnown.get(id) ?? rev, membersKnown.get(id) ?? rev),
        messages: (messagesOf.get(id) ?? []).map((row) => presentMessage(row, visibleAfter)),
        members: (membersOf.get(id) ?? []).map(presentMember),
      };
      return cut(changed, limit, left, whole.get(id));
    });
  }

  private async whole(
    actor: Actor,
    mine: MyConversation[],
    places: Map<string, number>,
  ): Promise<Map<string, Conversation>> {
    const moved = mine.filter(({ id, ownRev }) => ownRev > (places.get(id) ?? 0));
    const shown = moved.length > 0 ? await this.conversations.present(actor, moved) : [];
    return new Map(shown.map((conversation) => [conversation.id, conversation]));
  }
}

function byConversation<Row extends { conversationId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.conversationId);
    if (group) group.push(row);
    else groups.set(row.conversationId, [row]);
  }
  return groups;
}
