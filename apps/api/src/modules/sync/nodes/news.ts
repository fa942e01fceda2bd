import { type ConversationEvent, type MemberChange, serverEvents } from '@parley/contracts';
import type { News } from '../../../realtime';
import { presentMessage } from '../../messages';
import type { StandingConversation } from './moved.repository';

/** Told by name in one event. Of more, people ask. */
const membersMost = 100;

/** A message as it is now, to somebody who sees everything. */
export function messageNews(stored: Parameters<typeof presentMessage>[0]): News {
  const isUntouched = !stored.editedAt && !stored.deletedAt && stored.reactions.length === 0;
  const data = presentMessage(stored, 0);
  if (!isUntouched) return { event: serverEvents.messageUpdated, data };
  return { event: serverEvents.messageReceived, data, ...(stored.bodyHash !== null && { body: stored.bodyHash }) };
}

export function conversationNews(
  { id, seq }: StandingConversation,
  { rev, atSeq = seq, change }: { rev: number; atSeq?: number; change: ConversationEvent | null },
): News {
  return { event: serverEvents.conversationUpdated, data: { conversationId: id, rev, atSeq, change } };
}

/** What changed in a conversation above a rev that is no message: its members, and itself. */
export function changeNews(conversation: StandingConversation, after: number, members: MemberChange[]): News[] {
  const byRev = new Map<number, MemberChange[]>();
  for (const member of members) byRev.set(member.rev, [...(byRev.get(member.rev) ?? []), member]);
  const { ownRev, memberCount } = conversation;
  const news = [...byRev].map(([rev, moved]) => {
    const isTold = moved.length <= membersMost;
    const change = isTold ? ({ type: 'members', members: moved, memberCount } as const) : null;
    return conversationNews(conversation, {
      rev,
      atSeq: moved[0]?.atSeq,
      change: rev === 1 ? { type: 'created' } : change,
    });
  });
  if (ownRev <= after || byRev.has(ownRev)) return news;
  return [
    ...news,
    conversationNews(conversation, { rev: ownRev, change: { type: 'fields', fields: fieldsOf(conversation) } }),
  ];
}

function fieldsOf({ id: _id, seq: _seq, rev: _rev, ownRev: _own, archivedAt, ...fields }: StandingConversation) {
  return { ...fields, archivedAt: archivedAt?.toISOString() ?? null };
}
