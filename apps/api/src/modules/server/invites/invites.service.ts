import { Injectable } from '@nestjs/common';
import { type CreateInviteRequest, type InvitePreview, limits } from '@parley/contracts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../../../platform/actor';
import { DomainError, notFound } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Audit } from '../../audit';
import { ServerRights } from '../../users';
import { ServerSettings } from '../server-settings.service';
import { type StoredInvite, inviteInvalid, newCode } from './invite';
import { InvitesRepository } from './invites.repository';

const hourMs = 3_600_000;
const usualHours = 7 * 24;

const tooMany = () =>
  new DomainError('validation.failed', 'You have as many invites open as one can. Revoke some.', {
    limit: limits.invitesMax,
  });

interface Made {
  invite: StoredInvite;
  fresh: boolean;
}

@Injectable()
export class InvitesService {
  constructor(
    private readonly invites: InvitesRepository,
    private readonly settings: ServerSettings,
    private readonly rights: ServerRights,
    private readonly audit: Audit,
  ) {}

  async create(actor: Actor, request: CreateInviteRequest, device: Device): Promise<Made> {
    await this.rights.require(actor, 'invite.create');
    const clientId = request.clientId?.toLowerCase() ?? null;
    const earlier = clientId ? await this.invites.made(actor.userId, { clientId }) : null;
    if (earlier) return { invite: earlier, fresh: false };
    const wanted = { ...termsOf(request), id: uuid(), code: newCode(), clientId, createdBy: actor.userId };
    const fresh = await this.invites.add(wanted, limits.invitesMax);
    if (fresh === null) throw tooMany();
    // Not fresh: the same question came twice at once.
    const by = fresh || !clientId ? { id: wanted.id } : { clientId };
    const invite = await this.invites.made(actor.userId, by);
    if (!invite) throw notFound();
    const data = { inviteId: invite.id, role: invite.role };
    if (fresh) await this.audit.record({ type: 'invite_created', actorId: actor.userId, device, data });
    return { invite, fresh };
  }

  /** One's own; all of them for those who manage them. */
  async list(actor: Actor, cursor: string | undefined, limit: number): Promise<Slice<StoredInvite>> {
    const [below = null] = readCursor(cursor, ['id']) ?? [];
    const whose = await this.within(actor);
    return pageOf(await this.invites.page(whose, below, limit + 1), limit, ({ id }) => [id]);
  }

  async revoke(actor: Actor, id: string, device: Device): Promise<void> {
    if (!(await this.invites.revoke(id, await this.within(actor)))) throw notFound();
    const data = { inviteId: id };
    await this.audit.record({ type: 'invite_revoked', actorId: actor.userId, device, data });
  }

  /** What the link says to whoever opens it. */
  async preview(code: string): Promise<InvitePreview> {
    const { name: serverName, registration } = await this.settings.read();
    const found = registration === 'closed' ? null : await this.invites.usable(code);
    if (!found) throw inviteInvalid();
    return { serverName, invitedBy: found.makerName };
  }

  /** The person whose invites one may see and revoke; null for everybody's. */
  private async within(actor: Actor): Promise<string | null> {
    return (await this.rights.may(actor, 'invite.manage')) ? null : actor.userId;
  }
}

const termsOf = ({ role = 'member', expiresInHours = usualHours, maxUses = 0 }: CreateInviteRequest) => ({
  role,
  expiresAt: expiresInHours === 0 ? null : new Date(Date.now() + expiresInHours * hourMs),
  maxUses: maxUses || null,
});
