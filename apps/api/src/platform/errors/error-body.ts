import type { ErrorBody, ErrorCode } from '@parley/contracts';
import { DomainError } from './domain-error';

const internal: ErrorBody = { code: 'internal', message: 'Something went wrong on our side. Please try again.' };
const away: ErrorBody = { code: 'unavailable', message: 'The database cannot be reached. Please try again.' };
const full: ErrorBody = { code: 'unavailable', message: 'The server has no room left. Please try again later.' };
const busy: ErrorBody = { code: 'unavailable', message: 'The server is busy. Please try again.' };

/** PostgreSQL's and Prisma's names for what a retry a little later may mend. */
const awayCodes = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT 08000 08001 08003 08006 57P01 57P02 57P03 P1001 P1002 P1008 P1017'.split(
    ' ',
  ),
);
const fullCodes = new Set(['53100', '58030']);
const busyCodes = new Set('40001 40P01 53300 55P03 57014 P2024 P2028 P2034'.split(' '));

const awayWords = /connection terminated|client has encountered a connection error/i;
/** The pool's, when all its connections are taken. */
const busyWords = /timeout exceeded when trying to connect/i;

interface Failure {
  message: unknown;
  code: unknown;
  originalCode: unknown;
  syscall: unknown;
  cause: unknown;
  meta: { driverAdapterError?: unknown };
}

function passing(error: unknown): ErrorBody | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, originalCode, syscall, cause, message, meta } = error as Partial<Failure>;
  // A socket file that is not there; any other missing file is a fault of ours.
  if (code === 'ENOENT' && syscall === 'connect') return away;
  // Prisma puts what PostgreSQL said below, under a code that only says that it said something.
  return (
    byCode(code) ?? byCode(originalCode) ?? byWords(message) ?? passing(meta?.driverAdapterError) ?? passing(cause)
  );
}

function byCode(code: unknown): ErrorBody | null {
  if (typeof code !== 'string') return null;
  if (awayCodes.has(code)) return away;
  if (fullCodes.has(code)) return full;
  return busyCodes.has(code) ? busy : null;
}

function byWords(message: unknown): ErrorBody | null {
  if (typeof message !== 'string') return null;
  if (busyWords.test(message)) return busy;
  return awayWords.test(message) ? away : null;
}

/** PostgreSQL gone, going, full, or too busy. */
export const isPassing = (error: unknown): boolean => passing(error) !== null;

/** What may be said of any error to the outside; `unexpected` is for the log. */
export function toErrorBody(error: unknown): { body: ErrorBody; unexpected: boolean } {
  if (error instanceof DomainError) return { body: error.body, unexpected: false };
  const later = passing(error);
  if (later) return { body: later, unexpected: false };
  const status = clientFault(error);
  if (status) return { body: status, unexpected: false };
  return { body: internal, unexpected: true };
}

const byStatus: Record<number, { code: ErrorCode; message: string }> = {
  400: { code: 'validation.failed', message: 'This request could not be read.' },
  401: { code: 'auth.required', message: 'Sign in first.' },
  403: { code: 'forbidden', message: 'This is not allowed.' },
  404: { code: 'not_found', message: 'There is nothing here, or it is not yours.' },
  413: { code: 'payload.too_large', message: 'This request is larger than the server takes.' },
  415: { code: 'validation.failed', message: 'Send JSON.' },
  429: { code: 'rate.limited', message: 'Too many requests. Please wait a little.' },
};

/** Errors of the frameworks below us (body parser, router) name an HTTP status; only 4xx are the client's fault. */
function clientFault(error: unknown): ErrorBody | null {
  if (!(error instanceof Error)) return null;
  const { status, statusCode } = error as Error & { status?: unknown; statusCode?: unknown };
  const number = typeof status === 'number' ? status : statusCode;
  if (typeof number !== 'number' || number < 400 || number > 499) return null;
  return byStatus[number] ?? { code: 'validation.failed', message: 'This request cannot be answered.' };
}
