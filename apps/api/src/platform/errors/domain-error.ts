import type { ErrorBody, ErrorCode } from '@parley/contracts';

/** A refusal in the product's own words. The edges translate the code; nobody below them knows HTTP. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }

  get body(): ErrorBody {
    const { code, message, details } = this;
    return details ? { code, message, details } : { code, message };
  }
}

/** The same answer for what is missing and for what is not yours, so that ids cannot be probed. */
export const notFound = (): DomainError => new DomainError('not_found', 'There is nothing here, or it is not yours.');
