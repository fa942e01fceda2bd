import type { ServerRole } from './server-roles';
import type { Me } from './users';

/** Who may make an account: anybody, people with an invite, or nobody. */
export const registrations = ['open', 'invite', 'closed'] as const;

export type Registration = (typeof registrations)[number];

/** What the sign-in page needs before anybody is signed in. */
export interface ServerInfo {
  name: string;
  /** True until the first account exists: that account will own the server. */
  firstRun: boolean;
  /** True when creating the first account from here needs the code printed at start. */
  setupCodeRequired: boolean;
  registration: Registration;
  /** How long after it was sent its author can edit a message. */
  editWindowSeconds: number;
}

/** What is left out stays as it is. */
export interface ChangeServerRequest {
  name?: string;
  registration?: Registration;
}

/** Roles an invite can give. */
export const invitedRoles = ['member', 'guest'] as const;

export interface Invite {
  id: string;
  /** The secret of the link; only its maker and those who manage invites see it. */
  code: string;
  url: string;
  role: (typeof invitedRoles)[number];
  createdBy: { id: string; name: string };
  createdAt: string;
  /** Null: it does not expire. */
  expiresAt: string | null;
  /** Null: as often as one likes. */
  maxUses: number | null;
  uses: number;
  revokedAt: string | null;
}

export interface CreateInviteRequest {
  /** Makes a retry answer the first invite. */
  clientId?: string;
  role?: (typeof invitedRoles)[number];
  /** Left out: 7 days. `0`: it does not expire. */
  expiresInHours?: number;
  /** Left out or 0: as often as one likes. */
  maxUses?: number;
}

/** What a link says of itself to whoever opens it. */
export interface InvitePreview {
  serverName: string;
  invitedBy: string;
}

/** A person as those see them who look after the server. */
export interface ManagedPerson extends Pick<
  Me,
  'id' | 'username' | 'name' | 'avatarUrl' | 'email' | 'emailVerified' | 'role'
> {
  createdAt: string;
  lastSeenAt: string | null;
  suspendedAt: string | null;
  suspendedReason: string | null;
}

export interface ChangePersonRequest {
  role: ServerRole;
}

export interface SuspendRequest {
  reason?: string;
}
