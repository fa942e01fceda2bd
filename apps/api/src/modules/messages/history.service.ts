import { Injectable } from '@nestjs/common';
import { type HistoryPage, type Message, type MessageBodies, limits } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { DomainError, notFound } from '../../platform/errors';
import { type Membership, Memberships } from '../memberships';
import { Bodies, fitting } from './body-store/bodies.service';
import type { StoredMessage } from './message';
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
    const membership = await this.memberships.of(actor).in(conversationId);
    if (around !== undefined) return this.around(membership, around, limit);
    const rows = await this.messages.stretch({ ...membership, before, after, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => presentMessage(row, membership.visibleAfter));
    const more = rows.length > limit;
    // Asked from a place, that place is the other side; asked from nowhere, the newest is the end.
    return after === undefined
      ? {
          items,
          hasBefore: more,
          hasAfter: before !== undefined && (await this.exists(membership, { after: before - 1 })),
        }
      : { items, hasBefore: await this.exists(membership, { before: after + 1 }), hasAfter: more };
  }

  /** Newest first, the place itself included, as many older as newer where there are. */
  private async around(membership: Membership, seq: number, limit: number): Promise<HistoryPage> {
    const olderWanted = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      this.messages.stretch({ ...membership, before: seq + 1, limit: limit + 1 }),
      this.messages.stretch({ ...membership, after: seq, limit: limit + 1 }),
    ]);
    const newerShown = Math.min(newer.length, Math.max(limit - olderWanted, limit - older.length));
    const olderShown = Math.min(older.length, limit - newerShown);
    const shown: StoredMessage[] = [...newer.slice(0, newerShown).reverse(), ...older.slice(0, olderShown)];
    return {
      items: shown.map((row) => presentMessage(row, membership.visibleAfter)),
      hasBefore: older.length > olderShown,
      hasAfter: newer.length > newerShown,
    };
  }

  private async exists(membership: Membership, place: { before?: number; after?: number }): Promise<boolean> {
    return (await this.messages.stretch({ ...membership, ...place, limit: 1 })).length > 0;
  }
}
