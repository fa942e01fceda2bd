import { limits } from '@parley/contracts';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { DomainError } from '../platform/errors';
import { readJson } from './read-json';

/** JSON may write each byte of a text as six characters; and there is a little around it. */
const largest = limits.textBytes * 6 + 16 * 1024;
/** Being sent at once, each in memory as it comes. */
const atOnce = { ofOne: 4, ofAll: 16 };
/** Nobody keeps such a place by sending slowly. */
const withinMs = 30_000;

const routes = /^\/api\/chat\/[\da-f-]{36}\/messages(?:\/[\da-f-]{36})?\/?$/i;

interface Parts {
  /** Bodies up to this size are read for anybody, by somebody else. */
  usual: number;
  /** Whoever sends it, or a refusal. */
  identify: (request: Request) => Promise<string>;
}

/**
 * Long texts come in bodies far larger than any other. They are read on the routes that take them, and for who is signed in:
 * who is not is refused before the first byte, and one person cannot fill the memory of the node.
 */
export function largeBodies({ usual, identify }: Parts): RequestHandler {
  const read = readJson(largest);
  const underWay = new Map<string, number>();
  let total = 0;

  const enter = (userId: string, response: Response): void => {
    const own = underWay.get(userId) ?? 0;
    if (own >= atOnce.ofOne)
      throw new DomainError('rate.limited', 'Wait for some answers first.', { retryInMs: 1_000 });
    if (total >= atOnce.ofAll) throw new DomainError('unavailable', 'The server is busy. Please try again.');
    underWay.set(userId, own + 1);
    total += 1;
    response.once('close', () => {
      total -= 1;
      const left = (underWay.get(userId) ?? 1) - 1;
      if (left > 0) underWay.set(userId, left);
      else underWay.delete(userId);
    });
  };

  const take = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    enter(await identify(request), response);
    const late = setTimeout(() => request.destroy(), withinMs);
    read(request, response, (error?: unknown) => {
      clearTimeout(late);
      next(error);
    });
  };

  return (request, response, next) => {
    const { method, path, headers } = request;
    const isLarge = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > usual;
    if (!isLarge || !['POST', 'PATCH'].includes(method) || !routes.test(path)) return next();
    take(request, response, next).catch(next);
  };
}
