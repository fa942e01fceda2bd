/** Where the *new* line stands: after this `seq`; null when there is none. */
export type UnreadMark = number | null;

export type UnreadEvent =
  | { type: 'opened'; readSeq: number; unread: number }
  /** Messages of others came in after `lastSeq`, the last one that stood there before. */
  | { type: 'arrived'; lastSeq: number; watched: boolean }
  | { type: 'answered' };

/**
 * The line stays where it was while one reads, or it would run away from the eyes.
 * It appears for what came while nobody looked, and goes when the reader answers.
 */
export function nextMark(mark: UnreadMark, event: UnreadEvent): UnreadMark {
  switch (event.type) {
    case 'opened':
      return event.unread > 0 ? event.readSeq : null;
    case 'arrived':
      return mark === null && !event.watched ? event.lastSeq : mark;
    case 'answered':
      return null;
  }
}
