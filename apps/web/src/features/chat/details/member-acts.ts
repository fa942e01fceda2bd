import { may, mayActOn, mayGive, type Conversation, type Member, type Role } from '@parley/contracts';

export type MemberAct =
  { kind: 'role'; to: Role } | { kind: 'hand-over' } | { kind: 'step-down' } | { kind: 'remove' } | { kind: 'ban' };

const given: readonly Role[] = ['owner', 'admin', 'member', 'read_only'];

/** What I may do about somebody here, and nothing else: the same table as the server's. */
export function memberActsOf(
  conversation: Conversation,
  member: Pick<Member, 'userId' | 'role'>,
  meId: string,
): MemberAct[] {
  const { role: mine } = conversation;
  const { role: theirs } = member;
  const mayChange = may(mine, 'role', conversation);
  if (member.userId === meId) return mayChange ? [{ kind: 'step-down' }] : [];
  const roles = given.filter((to) => to !== theirs && mayChange && mayGive(mine, theirs, to));
  const acts = roles.map((to): MemberAct => ({ kind: 'role', to }));
  if (mine === 'owner' && mayChange) acts.push({ kind: 'hand-over' });
  if (may(mine, 'remove', conversation) && mayActOn(mine, theirs)) acts.push({ kind: 'remove' });
  if (may(mine, 'ban', conversation) && mayActOn(mine, theirs)) acts.push({ kind: 'ban' });
  return acts;
}
