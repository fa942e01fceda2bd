import { type ConversationAction, type Role, may } from '@parley/contracts';
import { DomainError, notFound } from '../../../platform/errors';
import type { Scene } from './plan';

export const forbidden = (): DomainError => new DomainError('forbidden', 'Your role here does not allow this.');

/** Whoever is no member is told what a stranger is told of nothing at all; a member, that it is not for them. */
export function permit({ role, conversation }: Scene, action: ConversationAction): Role {
  if (!role) throw notFound();
  if (!may(role, action, conversation)) throw forbidden();
  return role;
}
