import type { Privacy, ServerRole, Status } from '@parley/contracts';
import type { Prisma } from '../../platform/database';

export interface Person {
  id: string;
  email: string;
  emailVerified: boolean;
  username: string;
  name: string;
  avatarUrl: string | null;
  role: ServerRole;
  bio: string;
  status: Status | null;
  timeZone: string | null;
  language: string | null;
  privacy: Privacy;
  suspended: boolean;
  /** As it stood when this was read; see the schema. */
  signInEpoch: number;
}

/** The columns a person is read from. */
export const personColumns = {
  id: true,
  email: true,
  emailVerifiedAt: true,
  username: true,
  name: true,
  avatarUrl: true,
  role: true,
  bio: true,
  statusEmoji: true,
  statusText: true,
  statusExpiresAt: true,
  timeZone: true,
  language: true,
  showsLastSeen: true,
  sendsReadReceipts: true,
  suspendedAt: true,
  signInEpoch: true,
} as const satisfies Prisma.UserSelect;

export type PersonRow = Prisma.UserGetPayload<{ select: typeof personColumns }>;

export function toPerson(row: PersonRow): Person {
  const { id, email, username, name, avatarUrl, role, bio, timeZone, language } = row;
  return {
    id,
    email,
    username,
    name,
    avatarUrl,
    role,
    bio,
    timeZone,
    language,
    emailVerified: row.emailVerifiedAt !== null,
    status: statusOf(row),
    privacy: { lastSeen: row.showsLastSeen, readReceipts: row.sendsReadReceipts },
    suspended: row.suspendedAt !== null,
    signInEpoch: row.signInEpoch,
  };
}

type StatusColumns = Pick<PersonRow, 'statusEmoji' | 'statusText' | 'statusExpiresAt'>;

/** A status that is over is none. */
export function statusOf({ statusEmoji: emoji, statusText: text, statusExpiresAt }: StatusColumns): Status | null {
  const over = statusExpiresAt !== null && statusExpiresAt.getTime() <= Date.now();
  return text === null || over ? null : { emoji, text, expiresAt: statusExpiresAt?.toISOString() ?? null };
}
