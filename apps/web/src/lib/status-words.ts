import type { Status } from '@parley/contracts';

/** "🛠️ On call until Friday"; null when there is none, or it is over. */
export function statusWords(status: Status | null, now: number): string | null {
  if (!status) return null;
  if (status.expiresAt !== null && new Date(status.expiresAt).getTime() <= now) return null;
  return [status.emoji, status.text].filter(Boolean).join(' ') || null;
}
