import { limits, type Message } from '@parley/contracts';

export interface Counts {
  unread: number;
  mentions: number;
}

/** Whose counts they are, and how far that person has read. */
export interface Reader {
  me: string;
  readSeq: number;
}

/** Unread is a function: after my pointer, not mine, not deleted. */
function isUnread(message: Message, { me, readSeq }: Reader): boolean {
  return message.seq > readSeq && message.senderId !== me && message.deletedAt === null;
}

export function countUnread(messages: Iterable<Message>, reader: Reader): Counts {
  const counts = { unread: 0, mentions: 0 };
  for (const message of messages) {
    if (!isUnread(message, reader)) continue;
    counts.unread += 1;
    if (message.everyone !== null || message.mentions.includes(reader.me)) counts.mentions += 1;
  }
  return { unread: capped(counts.unread), mentions: capped(counts.mentions) };
}

/**
 * The server's count after one more row, or after one row changed from `was` to `is`. `null` when it cannot be known
 * from here: "more than 999" less one may still be more.
 */
export function adjust(counts: Counts, was: Message | null, is: Message, reader: Reader): Counts | null {
  const before = countUnread(was ? [was] : [], reader);
  const after = countUnread([is], reader);
  const unread = moved(counts.unread, after.unread - before.unread);
  const mentions = moved(counts.mentions, after.mentions - before.mentions);
  return unread === null || mentions === null ? null : { unread, mentions };
}

function moved(count: number, by: number): number | null {
  if (by < 0 && count >= limits.unreadMax) return null;
  return capped(Math.max(0, count + by));
}

function capped(count: number): number {
  return Math.min(limits.unreadMax, count);
}
