import { Secret, TOTP } from 'otpauth';

const periodSeconds = 30;
/** A clock may be half a minute off, and typing takes time. */
const windowSteps = 1;

const digits = /^\d{6}$/;

/** 160 bits, as RFC 4226 asks. */
export const makeSecret = (): Uint8Array<ArrayBuffer> => Uint8Array.from(new Secret({ size: 20 }).bytes);

export interface Setup {
  secret: string;
  uri: string;
}

/** What an authenticator application is told. What it shows is `issuer` and `label`. */
export function setupOf(secret: Uint8Array<ArrayBuffer>, issuer: string, label: string): Setup {
  const totp = new TOTP({ issuer, label, secret: secretOf(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step whose code this is, or null. People type spaces as their application shows them. */
export function stepOf(given: string, secret: Uint8Array<ArrayBuffer>, now: number): number | null {
  const token = given.replaceAll(/\s/g, '');
  if (!digits.test(token)) return null;
  const delta = TOTP.validate({
    token,
    secret: secretOf(secret),
    period: periodSeconds,
    timestamp: now,
    window: windowSteps,
  });
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta;
}

const secretOf = (bytes: Uint8Array<ArrayBuffer>) => new Secret({ buffer: Uint8Array.from(bytes).buffer });
