import { ParleyError } from '@parley/client';
import type { ErrorBody, ErrorCode } from '@parley/contracts';

const words: Partial<Record<ErrorCode, string>> = {
  'auth.invalid_credentials': 'That e-mail or username and password do not go together.',
  'auth.setup_code_required': 'The setup code is missing or not right. It was printed when the server started.',
  'email.taken': 'There is already an account with this e-mail address.',
  'username.taken': 'This username is taken. Try another one.',
  'rate.limited': 'Too many tries in a short time. Wait a minute, then try again.',
  unavailable: 'The server cannot be reached right now. Check your connection and try again.',
  internal: 'Something went wrong on the server. Try again in a moment.',
};

export function wordsForBody(error: ErrorBody): string {
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
