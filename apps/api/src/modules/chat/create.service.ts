import { Injectable } from '@nestjs/common';
import { type CreateGroupRequest, type Role, type SelfChange, limits, serverEvents } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../../platform/actor';
import { Database, type Transaction } from '../../platform/database';
import { DomainError, notFound } from '../../platform/errors';
import { Publisher } from '../../realtime';
import { MembershipsRepository } from '../memberships';
import { SelfChanges, UsersRepository } from '../users';
import { directKey, directPeople } from './conversation';
import { ConversationsRepository, type NewConversation } from './conversations.repository';

interface Created {
  conversationId: string;
  told: [string, SelfChange][];
}

const tooMany = () =>
  new DomainError('conversation.full', 'This is more people than fit into one conversation.', {
    limit: limits.groupMembers,
  });

/** Makes conversations, and tells their people's open pages. */
@Injectable()
export class CreateService {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly users: UsersRepository,
    private readonly publisher: Publisher,
  ) {}

  /** Finds or makes the one direct conversation of two people; with oneself it is notes to self. */
  async openDirect(actor: Actor, userId: string): Promise<{ conversationId: string; fresh: boolean }> {
    const key = directKey(actor.userId, userId);
    const there = await this.conversations.findDirect(key);
    if (there) return { conversationId: there, fresh: false };
    const roles = new Map(directPeople(actor.userId, userId).map((id): [string, Role] => [id, 'member']));
    const made = await this.create(
      { id: uuid(), kind: 'direct', visibility: 'private', name: '', directKey: key, memberCount: roles.size },
      roles,
    );
    if (made) return { conversationId: made, fresh: true };
    // Somebody opened it at the same moment.
    const won = await this.conversations.findDirect(key);
    if (!won) throw notFound();
    return { conversationId: won, fresh: false };
  }

  /** The one who makes it owns it. */
  async createGroup(
    actor: Actor,
    { kind, name, visibility = 'private', memberIds = [] }: CreateGroupRequest,
  ): Promise<string> {
    const roles = new Map(memberIds.map((id): [string, Role] => [id.toLowerCase(), 'member']));
    roles.set(actor.userId, 'owner');
    if (roles.size > limits.groupMembers) throw tooMany();
    const made = await this.create(
      { id: uuid(), kind, visibility, name, directKey: null, memberCount: roles.size },
      roles,
    );
    if (!made) throw new Error('a conversation without a key was there already');
    return made;
  }

  /** Null when a direct conversation of these people is there already. */
  private async create(conversation: NewConversation, roles: Map<string, Role>): Promise<string | null> {
    if (!(await this.users.allExist([...roles.keys()]))) throw notFound();
    const created = await this.database.transaction((transaction) => this.store(transaction, conversation, roles));
    if (created) this.tell(created);
    return created && created.conversationId;
  }

  private async store(
    transaction: Transaction,
    conversation: NewConversation,
    roles: Map<string, Role>,
  ): Promise<Created | null> {
    const conversationId = conversation.id;
    if (!(await this.conversations.insert(transaction, conversation))) return null;
    await this.memberships.add(transaction, conversationId, roles);
    const won = [...roles].map(([userId, role]) => ({
      userId,
      key: conversationId,
      event: { type: 'membership', data: { conversationId, role, visibleAfter: 0 } } as const,
    }));
    return { conversationId, told: await this.selfChanges.record(transaction, won) };
  }

  private tell({ conversationId, told }: Created): void {
    const people = told.map(([userId]) => userId);
    this.publisher.subscribe(people, conversationId, false);
    const created = { conversationId, rev: 1, atSeq: 0, change: { type: 'created' } } as const;
    this.publisher.toConversation(conversationId, serverEvents.conversationUpdated, created);
    for (const [userId, change] of told) this.publisher.toUser(userId, serverEvents.selfUpdated, change);
  }
}
