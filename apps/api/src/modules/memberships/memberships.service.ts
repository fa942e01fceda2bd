import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor';
import { notFound } from '../../platform/errors';
import type { Membership } from './membership';
import { MembershipsRepository } from './memberships.repository';

/** Authorisation by construction: every lookup in a conversation starts with the membership of the one who asks. */
@Injectable()
export class Memberships {
  constructor(private readonly memberships: MembershipsRepository) {}

  of(actor: Actor): { in(conversationId: string): Promise<Membership>; among(ids: string[]): Promise<Membership[]> } {
    return {
      in: async (conversationId) => {
        const [membership] = await this.memberships.find(actor.userId, [conversationId]);
        if (!membership) throw notFound();
        return membership;
      },
      among: (conversationIds) => this.memberships.find(actor.userId, conversationIds),
    };
  }
}
