import type { RequestHandler } from 'express';
import helmet from 'helmet';

const personal = /^\/api(?:\/|$)/i;

/**
 * Nothing but our own files runs in the web client. Inline styles are allowed for the positions that virtual lists and
 * menus compute; inline scripts are not, anywhere.
 */
const protect = () =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Told by whoever ends TLS; on plain http it would only mislead.
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });

export function securityHeaders(): RequestHandler {
  const add = protect();
  return (request, response, next) => {
    // What a person may see stays in no cache; a route that knows better says so.
    if (personal.test(request.path)) response.setHeader('Cache-Control', 'no-store');
    add(request, response, next);
  };
}
