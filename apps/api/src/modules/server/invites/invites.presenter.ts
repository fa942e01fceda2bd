import type { Invite } from '@parley/contracts';
import type { StoredInvite } from './invite';

/** `publicUrl`: where people reach this server. */
export function presentInvite(invite: StoredInvite, publicUrl: string): Invite {
  const { makerId, makerName, createdAt, expiresAt, revokedAt, ...rest } = invite;
  return {
    ...rest,
    url: `${publicUrl}/join/${invite.code}`,
    createdBy: { id: makerId, name: makerName },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
