import type { ConversationSettings } from '@parley/contracts';

/** Far enough to be for ever; the wire knows no other way to say it. */
export const forEver = '9999-12-31T23:59:59.000Z';
const farAway = Date.parse('9000-01-01T00:00:00.000Z');
const hour = 3_600_000;

export function isMuted({ mutedUntil }: Pick<ConversationSettings, 'mutedUntil'>, now: number): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > now;
}

export function isForEver(mutedUntil: string): boolean {
  return Date.parse(mutedUntil) > farAway;
}

export type MuteSpan = '1h' | '8h' | 'tomorrow' | 'ever';

export const muteSpans: readonly { value: MuteSpan; label: string }[] = [
  { value: '1h', label: 'For 1 hour' },
  { value: '8h', label: 'For 8 hours' },
  { value: 'tomorrow', label: 'Until tomorrow' },
  { value: 'ever', label: 'For ever' },
];

/** Tomorrow begins at eight in the morning, where the reader is. */
export function mutedUntilAfter(span: MuteSpan, now: Date): string {
  switch (span) {
    case '1h':
      return new Date(now.getTime() + hour).toISOString();
    case '8h':
      return new Date(now.getTime() + 8 * hour).toISOString();
    case 'tomorrow':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 8).toISOString();
    case 'ever':
      return forEver;
  }
}
