import { type ServerRole, outranks, serverMay } from '@parley/contracts';
import { DomainError } from '../../../platform/errors';

/** What somebody is on this server at this moment. */
export interface Standing {
  id: string;
  role: ServerRole;
  suspended: boolean;
}

const refused = (sentence: string) => new DomainError('forbidden', sentence);

/** Nobody acts on themselves, their equals or their betters, nor with a request that their own suspension overtook. */
function refuseUnlessBelow(actor: Standing, target: Standing): void {
  if (actor.suspended) throw refused('This account is suspended.');
  if (!outranks(actor.role, target.role)) throw refused('This needs a role above theirs.');
}

export function refuseRoleChange(actor: Standing, target: Standing, role: ServerRole): void {
  if (!serverMay(actor.role, 'people.promote')) throw refused('Your role on this server does not allow this.');
  refuseUnlessBelow(actor, target);
  if (role === 'owner') refuseTransfer(actor, target);
  else if (!outranks(actor.role, role)) throw refused('Nobody gives a role that is not below their own.');
}

function refuseTransfer(actor: Standing, target: Standing): void {
  if (!serverMay(actor.role, 'server.transfer')) throw refused('Only the owner can make somebody else the owner.');
  if (target.suspended) throw refused('Somebody suspended cannot own the server.');
}

/** Of suspending, and of what is less: ending a suspension, and signing somebody out. */
export function refuseSuspension(actor: Standing, target: Standing): void {
  if (!serverMay(actor.role, 'people.suspend')) throw refused('Your role on this server does not allow this.');
  refuseUnlessBelow(actor, target);
}
