import { ParleyError } from '@parley/client';
import { limits, type ErrorCode } from '@parley/contracts';
import { wordsFor } from '../../../lib/error-words';

const codeOf = (cause: unknown) => (cause instanceof ParleyError ? cause.code : null);

const adding = new Map<ErrorCode | null, string>([
  ['not_found', 'One of these people cannot be added. They may have left, or do not want to be added by you.'],
  [
    'conversation.full',
    `That is too many people: a group has at most ${new Intl.NumberFormat().format(limits.groupMembers)}.`,
  ],
  ['member.banned', 'One of these people is banned here. Lift the ban first, under “Banned people”.'],
]);

/** Whoever blocked somebody is to them as if they were not there: the words must fit both. */
export function wordsForWriting(cause: unknown): string {
  if (codeOf(cause) !== 'not_found') return wordsFor(cause);
  return 'This person cannot be written to. They may have left, or do not want to hear from you.';
}

export function wordsForAdding(cause: unknown): string {
  return adding.get(codeOf(cause)) ?? wordsFor(cause);
}

export function wordsForJoining(cause: unknown): string {
  if (codeOf(cause) !== 'not_found') return wordsFor(cause);
  return 'This room cannot be joined any more. It may be private now, or deleted.';
}

/** Of what the search box found: a person to write to, or a room to join. */
export function wordsForOpening(cause: unknown): string {
  if (codeOf(cause) !== 'not_found') return wordsFor(cause);
  return 'This cannot be opened from here: the person or room is gone, or closed to you.';
}
