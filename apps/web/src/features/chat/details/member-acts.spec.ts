import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/wire.factory';
import { memberActsOf, type MemberAct } from './member-acts';

const words = (acts: MemberAct[]) => acts.map((act) => (act.kind === 'role' ? `role:${act.to}` : act.kind));
const place = (over: Parameters<typeof conversation>[0]) => conversation({ kind: 'group', peerId: null, ...over });
const hana = { userId: 'hana', role: 'member' } as const;

describe('memberActsOf', () => {
  it('lets an owner do everything about a member', () => {
    expect(words(memberActsOf(place({ role: 'owner' }), hana, 'me'))).toEqual([
      ...['role:owner', 'role:admin', 'role:read_only', 'hand-over', 'remove', 'ban'],
    ]);
  });

  it('lets an admin act on those below, and give what is below', () => {
    const admin = place({ role: 'admin' });
    expect(words(memberActsOf(admin, hana, 'me'))).toEqual(['role:read_only', 'remove', 'ban']);
    expect(words(memberActsOf(admin, { userId: 'eli', role: 'owner' }, 'me'))).toEqual([]);
  });

  it('lets a member do nothing about anybody', () => {
    expect(words(memberActsOf(place({ role: 'member' }), hana, 'me'))).toEqual([]);
    expect(words(memberActsOf(place({ role: 'member' }), { userId: 'me', role: 'member' }, 'me'))).toEqual([]);
  });

  it('leaves only goings while it is archived', () => {
    const archived = place({ role: 'owner', archivedAt: '2026-11-21T12:00:00.000Z' });
    expect(words(memberActsOf(archived, hana, 'me'))).toEqual(['remove', 'ban']);
    expect(words(memberActsOf(archived, { userId: 'me', role: 'owner' }, 'me'))).toEqual([]);
  });
});
