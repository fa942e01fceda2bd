import { errorCodes, type ErrorCode } from '@parley/contracts';
import { ParleyError, UnansweredError } from './parley.errors';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One HTTP exchange, as bare as it can be; tests bring their own. Throws only when no answer came. */
export type Exchange = (call: {
  method: Method;
  path: string;
  body?: unknown;
  token?: string;
}) => Promise<{ status: number; body: unknown }>;

const answerWithinMs = 30_000;

export function fetchExchange(baseUrl: string, withCookies: boolean): Exchange {
  return async ({ method, path, body, token }) => {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (token) headers['authorization'] = `Bearer ${token}`;
    try {
      const answer = await fetch(baseUrl + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        credentials: withCookies ? 'include' : 'omit',
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await answer.text();
      return { status: answer.status, body: parse(text) };
    } catch {
      throw new UnansweredError();
    }
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body of a success; throws what any other answer says. */
export async function expectAnswer<T>(exchange: Exchange, call: Parameters<Exchange>[0]): Promise<T> {
  const { status, body } = await exchange(call);
  if (status >= 200 && status < 300) return body as T;
  throw refusal(status, body);
}

/** A proxy in between answers with pages of its own, so the status is the fallback. */
function refusal(status: number, body: unknown): ParleyError {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const code = errorCodes.find((known) => known === fields['code']) ?? codeOf(status);
  const message = typeof fields['message'] === 'string' ? fields['message'] : `The server answered ${status}.`;
  const { requestId, details } = fields;
  return new ParleyError(code, message, {
    status,
    ...(typeof requestId === 'string' && { requestId }),
    ...(typeof details === 'object' && details !== null && { details: { ...details } }),
  });
}

function codeOf(status: number): ErrorCode {
  const known: Record<number, ErrorCode> = {
    401: 'auth.required',
    403: 'forbidden',
    404: 'not_found',
    413: 'payload.too_large',
    429: 'rate.limited',
    500: 'internal',
  };
  return known[status] ?? (status >= 500 ? 'unavailable' : 'validation.failed');
}
