import type { TimelineItem } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useNow } from '../../../lib/now';
import { useServerInfo } from '../../../lib/server-info';
import { possibleActs, type MessageAct } from './possible-acts';

const nothing: ReadonlySet<MessageAct> = new Set();

export function usePossibleActs(
  item: TimelineItem,
  conversation: Conversation | undefined,
  meId: string,
): ReadonlySet<MessageAct> {
  const now = useNow().getTime();
  const editWindowSeconds = useServerInfo().data?.editWindowSeconds ?? null;
  if (!conversation) return nothing;
  return possibleActs({ item, conversation, meId, now, editWindowSeconds });
}
