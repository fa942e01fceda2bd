import { Injectable } from '@nestjs/common';
import { type CreateGroupRequest, type Role, type SelfChange, limits } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../../platform/actor';
import type { Transaction } from '../../platform/database';
import { DomainError, notFound } from '../../platform/errors';
import { Turns } from '../../platform/turns';
import { Publisher } from '../../realtime';
import { MembershipsRepository } from '../memberships';
import { SelfChanges, ServerRights } from '../users';
import { directKey } from './conversation';
import { ConversationsRepository, type NewConversation } from './conversations.repository';
import { Invitations } from './members/invitations.service';

interface Created {
  conversationId: string;
  told: [string, SelfChange][];
}

export interface Opened {
  conversationId: string;
  /** False when it was there already. */
  fresh: boolean;
}

const tooMany = () =>
  new DomainError('conversation.full', 'This is more people than fit into one conversation.', {
    limit: limits.groupMembers,
  });

/** Makes conversations, and tells their people's open pages. */
@Injectable()
export class CreateService {
  private readonly turns = new Turns();

  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly selfChanges: SelfChanges,
    private readonly invitations: Invitations,
    private readonly rights: ServerRights,
    private readonly publisher: Publisher,
  ) {}

  /** Finds or makes the one direct conversation of two people; with oneself it is notes to self. */
  async openDirect(actor: Actor, userId: string): Promise<Opened> {
    const key = directKey(actor.userId, userId);
    const roles = await this.invitations.directRoles(actor, userId);
    return this.open(actor, roles, {
      id: uuid(),
      kind: 'direct',
      visibility: 'private',
      name: '',
      topic: '',
      hue: null,
      announcement: false,
      history: 'all',
      directKey: key,
      memberCount: roles.size,
      createdBy: actor.userId,
      clientId: null,
    });
  }

  /** The one who makes it owns it. */
  async createGroup(actor: Actor, request: CreateGroupRequest): Promise<Opened> {
    const { kind, name, topic = '', hue = null, visibility = 'private', announcement = false } = request;
    const { clientId = null, history = kind === 'group' ? 'joined' : 'all', memberIds = [] } = request;
    const roles = new Map(memberIds.map((id): [string, Role] => [id.toLowerCase(), 'member']));
    roles.set(actor.userId, 'owner');
    if (roles.size > limits.groupMembers) throw tooMany();
    return this.open(actor, roles, {
      id: uuid(),
      kind,
      visibility,
      name,
      topic,
      hue,
      announcement,
      history,
      directKey: null,
      memberCount: roles.size,
      createdBy: actor.userId,
      clientId: clientId && clientId.toLowerCase(),
    });
  }

  private async open(actor: Actor, roles: Map<string, Role>, conversation: NewConversation): Promise<Opened> {
    const there = await this.conversations.findTwin(conversation);
    if (there) return { conversationId: there, fresh: false };
    await this.rights.require(actor, 'conversation.create');
    await this.invitations.check(actor, [...roles.keys()]);
    const store = (transaction: Transaction) => this.store(transaction, conversation, roles);
    const created = await this.turns.take(actor.userId, () => this.conversations.transaction(store));
    if (created) {
      this.tell(created);
      return { conversationId: created.conversationId, fresh: true };
    }
    // Somebody opened it at the same moment, or the first try had come through after all.
    const won = await this.conversations.findTwin(conversation);
    if (!won) throw notFound();
    return { conversationId: won, fresh: false };
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
      event: { type: 'membership', data: { conversationId, role, visibleAfter: 0, rev: 1 } } as const,
    }));
    return { conversationId, told: await this.selfChanges.record(transaction, won) };
  }

  private tell({ conversationId, told }: Created): void {
    this.publisher.own(told);
    this.publisher.conversation({ conversationId, rev: 1, atSeq: 0, change: { type: 'created' } });
  }
}
