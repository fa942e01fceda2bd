import type { Invite } from '@parley/contracts';
import { randomBytes } from 'node:crypto';
import { DomainError } from '../../../platform/errors';

type Times = Record<'createdAt' | 'expiresAt' | 'revokedAt', unknown>;

export interface StoredInvite extends Omit<Invite, 'url' | 'createdBy' | keyof Times> {
  makerId: string;
  makerName: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** One answer whether it never was, is over, was revoked or is used up: nobody learns which by trying. */
export const inviteInvalid = () => new DomainError('invite.invalid', 'This invite does not work, or no longer.');

/** 128 random bits. */
export const newCode = (): string => randomBytes(16).toString('base64url');

export const isCode = (text: string): boolean => /^[\w-]{22}$/.test(text);
