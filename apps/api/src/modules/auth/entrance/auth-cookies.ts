import { cookieNames } from '@parley/contracts';
import type { CookieOptions, Request, Response } from 'express';
import { sessionDays, type Tokens } from '../sessions/sessions.service';

const refreshPath = '/api/auth';

/**
 * `Secure` wherever the browser came over TLS, directly or through a proxy. Any proxy is believed here, trusted or not:
 * the header can only add `Secure`, and to the cookies of its own sender.
 */
const optionsFor = (request: Request): CookieOptions => ({
  httpOnly: true,
  secure: request.secure || request.headers['x-forwarded-proto'] === 'https',
});

export function setAuthCookies(request: Request, response: Response, tokens: Tokens): void {
  const options = optionsFor(request);
  response.cookie(cookieNames.access, tokens.accessToken, {
    ...options,
    sameSite: 'lax',
    path: '/',
    maxAge: tokens.expiresIn * 1000,
  });
  response.cookie(cookieNames.refresh, tokens.refreshToken, {
    ...options,
    sameSite: 'strict',
    path: refreshPath,
    maxAge: sessionDays * 86_400_000,
  });
}

export function clearAuthCookies(request: Request, response: Response): void {
  const options = optionsFor(request);
  response.clearCookie(cookieNames.access, { ...options, sameSite: 'lax', path: '/' });
  response.clearCookie(cookieNames.refresh, { ...options, sameSite: 'strict', path: refreshPath });
}
