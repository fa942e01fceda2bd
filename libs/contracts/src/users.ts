import type { ServerRole } from './server-roles';

/** What anybody may see of a person. */
export interface User {
  id: string;
  username: string;
  name: string;
  avatarUrl: string | null;
}

export interface Status {
  emoji: string | null;
  text: string;
  /** Null: until it is changed. */
  expiresAt: string | null;
}

/** A person as others see them on their own page. Never an e-mail address. */
export interface Profile extends User {
  role: ServerRole;
  bio: string;
  status: Status | null;
  timeZone: string | null;
  /** Null when they hide it, or were never here. */
  lastSeenAt: string | null;
  createdAt: string;
  /** Whether the one who asks has blocked them. */
  blocked: boolean;
}

export interface Privacy {
  /** Whether others see when one was last here. */
  lastSeen: boolean;
  /** Whether others see how far one has read. */
  readReceipts: boolean;
}

/** What a person sees of themselves. */
export interface Me extends User {
  email: string;
  emailVerified: boolean;
  role: ServerRole;
  bio: string;
  status: Status | null;
  timeZone: string | null;
  /** A language tag such as `de` or `pt-BR`; null follows the browser. */
  language: string | null;
  privacy: Privacy;
}

/** What is left out stays as it is. */
export interface ChangeProfileRequest {
  name?: string;
  username?: string;
  bio?: string;
  /** `clear` takes the status away. */
  status?: { emoji?: string; text: string; expiresAt?: string } | 'clear';
  timeZone?: string;
  language?: string;
  privacy?: Partial<Privacy>;
}
