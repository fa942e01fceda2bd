import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { ErrorCode, HttpError } from '@parley/contracts';
import type { Request, Response } from 'express';
import { toErrorBody } from '../platform/errors';
import { Log } from '../platform/logging';

/** Exhaustive: a new code does not compile until it has a status. */
const statusOf: Record<ErrorCode, number> = {
  'validation.failed': 400,
  'auth.required': 401,
  'auth.invalid_credentials': 401,
  'auth.token_invalid': 401,
  'auth.token_expired': 401,
  'auth.session_revoked': 401,
  'auth.refresh_invalid': 401,
  'auth.setup_code_required': 403,
  'auth.code_invalid': 401,
  'auth.challenge_invalid': 401,
  'auth.link_invalid': 400,
  'auth.step_up_required': 403,
  'auth.suspended': 403,
  'auth.second_factor_set': 409,
  'auth.second_factor_unset': 409,
  'registration.closed': 403,
  'invite.invalid': 403,
  'password.too_common': 400,
  'address.refused': 403,
  'origin.refused': 403,
  'email.taken': 409,
  'username.taken': 409,
  not_found: 404,
  forbidden: 403,
  'client_id.used': 409,
  'conversation.full': 409,
  'member.banned': 409,
  'owner.last': 409,
  'message.too_large': 413,
  'message.deleted': 409,
  'message.too_late': 403,
  'reactions.too_many': 409,
  'body_store.unavailable': 503,
  'pins.too_many': 409,
  'saved.too_many': 409,
  'event.unknown': 400,
  'payload.too_large': 413,
  'rate.limited': 429,
  unavailable: 503,
  internal: 500,
};

@Catch()
@Injectable()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { id: string }>();
    const response = host.switchToHttp().getResponse<Response & { err?: Error }>();
    const { body, unexpected } = toErrorBody(error);
    const status = statusOf[body.code];
    // The line of the request carries it, unless that is written already: the client has gone, or the answer had begun.
    if (status >= 500) response.err = error instanceof Error ? error : new Error(String(error));
    if (unexpected && response.destroyed) this.log.pino.error({ err: error, requestId: request.id }, 'request failed');
    if (response.headersSent) return;
    const wait = body.details?.['retryAfterSeconds'] ?? (body.code === 'unavailable' ? 2 : undefined);
    if (typeof wait === 'number') response.setHeader('Retry-After', `${wait}`);
    response.status(status).json({ ...body, requestId: request.id } satisfies HttpError);
  }
}
