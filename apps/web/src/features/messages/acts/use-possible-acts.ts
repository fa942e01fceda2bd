import type { TimelineItem } from '@parley/client';
import type { Conversation } from '@parley/contracts';
import { useEffect, useSyncExternalStore } from 'react';
import { useClient } from '../../../lib/client-context';
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
  const { saved } = useClient();
  const isSaved = useSyncExternalStore(saved.subscribe, () => saved.has(item.message.id));
  // Asked for when it first matters, not with every visit.
  useEffect(() => void saved.open().catch(() => undefined), [saved]);
  if (!conversation) return nothing;
  return possibleActs({ item, conversation, meId, now, editWindowSeconds, saved: isSaved });
}
