import { Injectable } from '@nestjs/common';
import { type Ban, type Member, type Role, may, roles } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { notFound } from '../../../platform/errors';
import { type Slice, badCursor, pageOf, readCursor } from '../../../platform/paging';
import { type MemberRow, Memberships } from '../../memberships';
import { forbidden } from '../changes';
import { ConversationsRepository } from '../conversations.repository';
import { BansRepository } from './bans.repository';
import { MembersRepository } from './members.repository';

const present = ({ userId, name, username, role, since, atSeq }: MemberRow): Member => ({
  userId,
  name,
  username,
  role,
  since: since.toISOString(),
  atSeq,
});

/** Who is in a conversation, and who may not be. */
@Injectable()
export class MembersService {
  constructor(
    private readonly memberships: Memberships,
    private readonly members: MembersRepository,
    private readonly bans: BansRepository,
    private readonly conversations: ConversationsRepository,
  ) {}

  async list(
    actor: Actor,
    conversationId: string,
    { search = '', cursor, limit }: { search?: string; cursor?: string; limit: number },
  ): Promise<Slice<Member>> {
    await this.memberships.of(actor).in(conversationId);
    const place = readCursor(cursor, ['string', 'string', 'id']);
    const after = place && { role: roleOf(place[0]), name: place[1], userId: place[2] };
    const rows = await this.members.page({ conversationId, words: search.trim(), after, limit: limit + 1 });
    const { items, nextCursor } = pageOf(rows, limit, ({ role, name, userId }) => [role, name, userId]);
    return { items: items.map(present), nextCursor };
  }

  /** Those among these people who are members. */
  async some(actor: Actor, conversationId: string, userIds: string[]): Promise<Member[]> {
    await this.memberships.of(actor).in(conversationId);
    return (await this.members.some(conversationId, userIds)).map(present);
  }

  async one(actor: Actor, conversationId: string, userId: string): Promise<Member> {
    const [member] = await this.some(actor, conversationId, [userId]);
    if (!member) throw notFound();
    return member;
  }

  async banned(actor: Actor, id: string, cursor: string | undefined, limit: number): Promise<Slice<Ban>> {
    const [conversation] = await this.conversations.some(actor.userId, [id]);
    if (!conversation) throw notFound();
    const { kind, announcement, archivedAt, role } = conversation;
    if (!may(role, 'ban', { kind, announcement, archivedAt: archivedAt?.toISOString() ?? null })) throw forbidden();
    const [after = null] = readCursor(cursor, ['id']) ?? [];
    const rows = await this.bans.page(id, after, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, (last) => [last.userId]);
    const shown = items.map(({ userId, bannedBy, createdAt, user }) => ({
      userId,
      name: user.name,
      bannedBy,
      since: createdAt.toISOString(),
    }));
    return { items: shown, nextCursor };
  }
}

function roleOf(text: string): Role {
  const role = roles.find((known) => known === text);
  if (!role) throw badCursor();
  return role;
}
