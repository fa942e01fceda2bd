import { pinoHttp } from 'pino-http';
import { newId } from '../ids';
import type { Log } from './logger';

const acceptable = /^[\w-]{8,64}$/;

const idShape = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const longWord = /^[^.]{20,}$/;

/** A long word in a path that is neither an id nor a file may open something: an invite does. */
export const withoutSecrets = (path: string): string =>
  path
    .split('/')
    .map((part) => (longWord.test(part) && !idShape.test(part) ? '[redacted]' : part))
    .join('/');

/** Gives every request an id (kept when a proxy in front sent a sane one), says it in the answer and in each log line. */
export function requestLog(log: Log) {
  return pinoHttp({
    logger: log.pino,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && acceptable.test(given) ? given : newId();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) => {
      if (response.statusCode === 503) return 'warn';
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
    // Where nobody left a real error on the response, pino-http makes one up, with a stack that leads nowhere.
    customErrorObject: (_request, response, error, { err, ...rest }: Record<string, unknown>) =>
      response.err === error || response.statusCode < 500 ? { ...rest, err } : rest,
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: withoutSecrets(request.url.split('?', 1)[0] ?? ''),
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  });
}
