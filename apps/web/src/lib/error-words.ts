import { ParleyError } from '@parley/client';
import type { ErrorBody, ErrorCode } from '@parley/contracts';

const words: Partial<Record<ErrorCode, string>> = {
  'auth.invalid_credentials': 'That e-mail or username and password do not go together.',
  'auth.setup_code_required': 'The setup code is missing or not right. It was printed when the server started.',
  'auth.code_invalid': 'This code is not right, or it is too old. Look for the newest one.',
  'auth.challenge_invalid': 'That took too long, or was tried too often. Start again.',
  'auth.link_invalid': 'This link has been used already, or it is too old.',
  'auth.session_revoked': 'This session was ended. Sign in again.',
  'auth.suspended': 'This account is suspended. Whoever runs this server can lift it.',
  'registration.closed': 'This server takes no new accounts.',
  'invite.invalid': 'This invite has been used up, withdrawn, or is too old.',
  'password.too_common': 'This password is one of the first that others would try. Choose another one.',
  'address.refused': 'This server does not answer to your network address.',
  'email.taken': 'There is already an account with this e-mail address.',
  'username.taken': 'This username is taken. Try another one.',
  'body_store.unavailable': 'Long texts cannot be stored or read just now. Short ones go through; try again later.',
  unavailable: 'The server cannot be reached right now. Check your connection and try again.',
  internal: 'Something went wrong on the server. Try again in a moment.',
};

/** "40 seconds", "3 minutes": as exact as somebody who waits wants it. */
function waitWords(seconds: number): string {
  if (seconds < 90) return counted(seconds, 'second');
  return seconds < 5400 ? counted(seconds / 60, 'minute') : counted(seconds / 3600, 'hour');
}

function counted(count: number, unit: string): string {
  const whole = Math.max(1, Math.ceil(count));
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

function limitWords({ details }: ErrorBody): string {
  const seconds = details?.['retryAfterSeconds'];
  const when = typeof seconds === 'number' && seconds > 0 ? `in ${waitWords(seconds)}` : 'in a minute';
  return `Too many tries in a short time. Try again ${when}.`;
}

export function wordsForBody(error: ErrorBody): string {
  if (error.code === 'rate.limited') return limitWords(error);
  return words[error.code] ?? error.message;
}

/** One plain sentence for any failure. */
export function wordsFor(error: unknown): string {
  return error instanceof ParleyError ? wordsForBody(error.body) : 'Something went wrong. Try again.';
}

/** Present wherever the failure came with an answer of the server. */
export function requestIdOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('requestId' in error)) return null;
  return typeof error.requestId === 'string' ? error.requestId : null;
}
