import { Injectable } from '@nestjs/common';
import { type HistoryPage, type Message, type MessageBodies, limits } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { DomainError, notFound } from '../../platform/errors';
import { Memberships } from '../memberships';
import { Bodies, fitting } from './body-store/bodies.service';
import type { StoredMessage } from './message';
import { HistoryRepository, type Place, type Stretch } from './history.repository';
import { MessagesRepository } from './messages.repository';
import { presentMessage } from './messages.presenter';

export interface HistoryQuestion {
  before?: number;
  after?: number;
  around?: number;
  limit?: number;
}

@Injectable()
export class HistoryService {
  constructor(
    private readonly memberships: Memberships,
    private readonly stretches: HistoryRepository,
    private readonly messages: MessagesRepository,
    private readonly bodies: Bodies,
  ) {}

  /** With the whole of its text. */
  async one(actor: Actor, conversationId: string, messageId: string): Promise<Message> {
    const { stored, shown } = await this.find(actor, conversationId, messageId);
    return stored.bodyHash === null ? shown : { ...shown, text: await this.bodies.whole(stored.bodyHash) };
  }

  /** As lists have it, or not there. */
  async find(
    actor: Actor,
    conversationId: string,
    messageId: string,
  ): Promise<{ stored: StoredMessage; shown: Message }> {
    const membership = await this.memberships.of(actor).in(conversationId);
    const stored = await this.messages.findVisible(messageId, membership);
    if (!stored) throw notFound();
    return { stored, shown: presentMessage(stored, membership.visibleAfter) };
  }

  /** The whole texts of those that the asker sees, as many as fit into one answer. */
  async texts(actor: Actor, conversationId: string, ids: string[]): Promise<MessageBodies> {
    const membership = await this.memberships.of(actor).in(conversationId);
    const rows = await this.messages.allVisible(ids, membership);
    const shown = rows.slice(0, fitting(rows.map(({ textLength }) => textLength)));
    const whole = await this.bodies.wholes(shown.flatMap(({ bodyHash }) => bodyHash ?? []));
    const items = shown.flatMap(({ id, text, bodyHash, editedAt }) => {
      const body = bodyHash === null ? text : whole.get(bodyHash);
      return body === undefined ? [] : { messageId: id, text: body, editedAt: editedAt?.toISOString() ?? null };
    });
    return { items, left: rows.slice(shown.length).map(({ id }) => id) };
  }

  async page(actor: Actor, conversationId: string, question: HistoryQuestion): Promise<HistoryPage> {
    const { before, after, around, limit = limits.pageSize } = question;
    if ([before, after, around].filter((place) => place !== undefined).length > 1) {
      throw new DomainError('validation.failed', 'Ask with one of before, after and around.');
    }
    if (around !== undefined) return this.around(actor, conversationId, { seq: around, limit });
    const { messages, visibleAfter, hasOther } = await this.stretch(actor, conversationId, { before, after, limit });
    const items = messages.slice(0, limit).map((row) => presentMessage(row, visibleAfter));
    const more = messages.length > limit;
    // Asked from a place, that place is the other side; asked from nowhere, the newest is the end.
    return after === undefined
      ? { items, hasBefore: more, hasAfter: hasOther }
      : { items, hasBefore: hasOther, hasAfter: more };
  }

  /** Newest first, the place itself included, as many older as newer where there are. */
  private async around(
    actor: Actor,
    conversationId: string,
    { seq, limit }: { seq: number; limit: number },
  ): Promise<HistoryPage> {
    const olderWanted = Math.ceil(limit / 2);
    const [{ messages: older, visibleAfter }, { messages: newer }] = await Promise.all([
      this.stretch(actor, conversationId, { before: seq + 1, limit }),
      this.stretch(actor, conversationId, { after: seq, limit }),
    ]);
    const newerShown = Math.min(newer.length, Math.max(limit - olderWanted, limit - older.length));
    const olderShown = Math.min(older.length, limit - newerShown);
    const shown: StoredMessage[] = [...newer.slice(0, newerShown).reverse(), ...older.slice(0, olderShown)];
    return {
      items: shown.map((row) => presentMessage(row, visibleAfter)),
      hasBefore: older.length > olderShown,
      hasAfter: newer.length > newerShown,
    };
  }

  /** One more than is shown, where there is one. */
  private async stretch(actor: Actor, conversationId: string, place: Place): Promise<Stretch> {
    const found = await this.stretches.stretch(actor.userId, conversationId, { ...place, limit: place.limit + 1 });
    if (!found) throw notFound();
    return found;
  }
}
