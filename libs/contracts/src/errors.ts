/** Every refusal carries one of these. Codes are stable: clients switch on them, so they are only ever added. */
export const errorCodes = [
  'validation.failed',
  'auth.required',
  'auth.invalid_credentials',
  'auth.token_invalid',
  'auth.token_expired',
  'auth.session_revoked',
  'auth.refresh_invalid',
  'auth.setup_code_required',
  'auth.code_invalid',
  'auth.challenge_invalid',
  'auth.link_invalid',
  'auth.step_up_required',
  'auth.suspended',
  'auth.second_factor_set',
  'auth.second_factor_unset',
  'registration.closed',
  'invite.invalid',
  'password.too_common',
  'address.refused',
  'origin.refused',
  'email.taken',
  'username.taken',
  'not_found',
  'forbidden',
  'client_id.used',
  'conversation.full',
  'member.banned',
  'owner.last',
  'message.too_large',
  'message.deleted',
  'message.too_late',
  'reactions.too_many',
  'body_store.unavailable',
  'pins.too_many',
  'saved.too_many',
  'event.unknown',
  'payload.too_large',
  'rate.limited',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorBody {
  code: ErrorCode;
  /** One plain sentence for a person; programs read `code`. */
  message: string;
  details?: Record<string, unknown>;
}

/** The body of every HTTP answer that is not a success. */
export interface HttpError extends ErrorBody {
  requestId: string;
}

/** The acknowledgement of every socket event. */
export type Ack<T> = { ok: true; data: T } | { ok: false; error: ErrorBody };
