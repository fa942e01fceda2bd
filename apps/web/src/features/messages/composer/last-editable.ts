import type { TimelineItem } from '@parley/client';
import type { Message } from '@parley/contracts';

interface Asked {
  meId: string;
  now: number;
  editWindowSeconds: number;
}

/** My last message here, if it can still be changed: an older one is not meant by `↑`. */
export function lastEditable(items: readonly TimelineItem[], asked: Asked): Message | null {
  const mine = items.findLast(({ message }) => message.senderId === asked.meId && message.deletedAt === null);
  if (!mine || mine.message.seq === 0 || mine.message.forwardedFrom) return null;
  const age = asked.now - new Date(mine.message.createdAt).getTime();
  return age <= asked.editWindowSeconds * 1_000 ? mine.message : null;
}
