import type { StoredMessage } from '../message';
import type { Draft, Verdict } from './send.repository';

/** A draft and the socket it came from, which has its acknowledgement and is not told again. */
export interface Sending extends Draft {
  socketId: string | undefined;
}

export interface Judged {
  verdict: Verdict;
  /** The message that this very draft became; null for a refusal, and for what had been sent before. */
  message: StoredMessage | null;
}

export const identityOf = ({ senderId, clientId }: Draft): string => `${senderId} ${clientId}`;

/**
 * Lets the database judge drafts of which no two bear the same client id of one sender, and answers the others by the first
 * of their kind: it would have met them as a twin. Where that one was refused, the next of its kind is asked about.
 */
export async function judgeTwins(batch: Sending[], commit: (drafts: Draft[]) => Promise<Verdict[]>): Promise<Judged[]> {
  const first = new Map<string, Sending>();
  for (const sending of batch) if (!first.has(identityOf(sending))) first.set(identityOf(sending), sending);
  const originals = [...first.values()];
  const verdicts = await commit(originals);
  const judged = new Map(originals.map((sending, place) => [sending, judge(sending, verdicts[place])]));
  const open = batch.filter((sending) => !judged.has(sending) && !standsIn(judged, first, sending));
  if (open.length > 0) {
    const later = await judgeTwins(open, commit);
    open.forEach((sending, place) => judged.set(sending, later[place] ?? judge(sending, undefined)));
  }
  return batch.map((sending) => judged.get(sending) ?? judge(sending, undefined));
}

/** Answers a twin by its first, when that one stands. */
function standsIn(judged: Map<Sending, Judged>, first: Map<string, Sending>, twin: Sending): boolean {
  const original = first.get(identityOf(twin));
  const verdict = original && judged.get(original)?.verdict;
  if (!verdict || (verdict.outcome !== 'new' && verdict.outcome !== 'known')) return false;
  const outcome = original.conversationId === twin.conversationId ? 'known' : 'client_id_used';
  judged.set(twin, { verdict: { ...verdict, outcome }, message: null });
  return true;
}

function judge(sending: Sending, verdict: Verdict | undefined): Judged {
  if (!verdict) throw new Error('send_messages left a draft unanswered');
  const { outcome, messageId: id, newestWindow: _, ...allotted } = verdict;
  if (outcome !== 'new') return { verdict, message: null };
  return { verdict, message: { ...sending, ...allotted, id, editedAt: null, deletedAt: null, reactions: [] } };
}
