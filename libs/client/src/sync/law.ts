import type { Message } from '@parley/contracts';

/** Rows merge by the greater `rev`, so doubles and disorder are harmless. */
export function isNewer(mine: Message | undefined, theirs: Message): boolean {
  return mine === undefined || theirs.rev > mine.rev;
}

/** Each revision is one event: whatever does not follow directly leaves a hole that must be fetched first. */
export function isNext(mine: number, theirs: number): boolean {
  return theirs === mine + 1;
}
