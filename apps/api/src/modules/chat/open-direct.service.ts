import { Injectable } from '@nestjs/common';
import { type SelfChange, serverEvents } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../../platform/actor';
import { Database, type Transaction } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { Publisher } from '../../realtime';
import { MembershipsRepository } from '../memberships';
import { SelfChanges, UsersService } from '../users';
import { directKey, directPeople } from './conversation';
import { ConversationsRepository } from './conversations.repository';

interface Opened {
  conversationId: string;
  fresh: boolean;
}

@Injectable()
export class OpenDirectService {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly users: UsersService,
    private readonly publisher: Publisher,
  ) {}

  /** Finds or makes the one direct conversation of two people; with oneself it is notes to self. */
  async open(actor: Actor, userId: string): Promise<Opened> {
    const key = directKey(actor.userId, userId);
    const there = await this.conversations.findDirect(key);
    if (there) return { conversationId: there, fresh: false };
    await this.users.find(userId);
    const made = await this.database.transaction((transaction) => this.create(transaction, actor.userId, userId, key));
    if (made) {
      this.tell(made.conversationId, made.told);
      return { conversationId: made.conversationId, fresh: true };
    }
    const won = await this.conversations.findDirect(key);
    if (!won) throw notFound();
    return { conversationId: won, fresh: false };
  }

  private async create(transaction: Transaction, one: string, other: string, key: string) {
    const conversationId = await this.conversations.createDirect(transaction, uuid(), key);
    if (!conversationId) return null;
    const people = directPeople(one, other).map((userId) => ({ userId, role: 'member' as const }));
    await this.memberships.add(transaction, conversationId, people);
    const told = new Map<string, SelfChange>();
    for (const { userId, role } of people) {
      const won = { type: 'membership', data: { conversationId, role } } as const;
      told.set(userId, await this.selfChanges.record(transaction, userId, conversationId, won));
    }
    return { conversationId, told };
  }

  private tell(conversationId: string, told: Map<string, SelfChange>): void {
    this.publisher.subscribe([...told.keys()], conversationId);
    const change = { type: 'created' } as const;
    this.publisher.toConversation(conversationId, serverEvents.conversationUpdated, {
      conversationId,
      rev: 1,
      atSeq: 0,
      change,
    });
    for (const [userId, selfChange] of told) this.publisher.toUser(userId, serverEvents.selfUpdated, selfChange);
  }
}
