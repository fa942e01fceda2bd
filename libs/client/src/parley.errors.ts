import type { ErrorBody, ErrorCode } from '@parley/contracts';

/** What a refusal carries beside its code. `status` is 0 where no HTTP answer was seen. */
export interface ErrorContext {
  status?: number;
  requestId?: string;
  details?: Record<string, unknown>;
}

/** Every failure this library throws or shows. Programs read `code`, people read `message`. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly status: number;
  readonly requestId: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    context: ErrorContext = {},
  ) {
    super(message);
    this.status = context.status ?? 0;
    this.requestId = context.requestId;
    this.details = context.details;
  }

  /** The same, as plain data: what a store can keep and a page can show. */
  get body(): ErrorBody & { requestId?: string } {
    const { code, message, details, requestId } = this;
    return { code, message, ...(details && { details }), ...(requestId && { requestId }) };
  }
}

const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unavailable', 'rate.limited', 'internal']);

const ofSession: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.required',
  'auth.token_invalid',
  'auth.token_expired',
  'auth.session_revoked',
]);

/** Worth asking again later with the same words. */
export function isPassing(code: ErrorCode): boolean {
  return passing.has(code);
}

/** Says nothing about the request, only that we must prove again who we are. */
export function isOfSession(code: ErrorCode): boolean {
  return ofSession.has(code);
}

/** The wait the server asks for, in milliseconds; 0 when it asks for none. */
export function hintOf({ details }: ParleyError): number {
  const told = (name: string): number => {
    const value = details?.[name];
    return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
  };
  return told('retryInMs') || told('retryAfterSeconds') * 1000;
}

export function asParleyError(cause: unknown): ParleyError {
  if (cause instanceof ParleyError) return cause;
  return new ParleyError('internal', cause instanceof Error ? cause.message : 'Something went wrong.');
}

/** No answer came: the link was lost, or the server out of reach. What was asked may or may not have been done. */
export class UnansweredError extends ParleyError {
  constructor(message = 'The server cannot be reached.') {
    super('unavailable', message);
  }
}
