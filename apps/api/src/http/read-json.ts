import { type RequestHandler, json } from 'express';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** @param limit bytes, or as Express writes them */
export const readJson = (limit: number | string): RequestHandler => json({ limit, verify: refuseBrokenText });

/** The parser would put other characters in place of broken ones, and what was stored would not be what was sent. */
function refuseBrokenText(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  // The body parser writes on what is thrown here, so it is no error of ours.
  if (!isUtf8(body)) throw Object.assign(new Error('The body is not UTF-8.'), { status: 400 });
}
