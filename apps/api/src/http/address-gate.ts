import type { RequestHandler } from 'express';
import { DomainError, notFound } from '../platform/errors';
import type { Network } from '../platform/network';
import { isLocal } from './local';

const health = /^\/health\//i;

/** Turns away whom the lists do not admit, before anything is read. This machine may always ask how the server is. */
export function addressGate(network: Network): RequestHandler {
  return (request, _response, next) => {
    if (network.admits(request) || (health.test(request.path) && isLocal(request))) return next();
    next(new DomainError('address.refused', 'This server takes no requests from your address.'));
  };
}

/** A process that only works says how it is, and answers nobody else. */
export const healthOnly: RequestHandler = (request, _response, next) =>
  /^\/(?:health\/|metrics$)/i.test(request.path) ? next() : next(notFound());
