import { isReservedUsername, isUsername, limits } from '@parley/contracts';
import { randomInt } from 'node:crypto';
import { isPersonName } from '../../../platform/validation';

const spare = 5;

/** The part before the `@`, without what mail programs allow behind a plus sign. */
const localPart = (email: string): string => (email.split('@')[0] ?? '').split('+')[0] ?? '';

/**
 * What somebody is called until they say otherwise: `mira.okafor@…` is Mira Okafor. Whoever has a domain has any address in
 * it, so what nobody may call themselves does not come in by this door either.
 */
export function nameFrom(email: string): string {
  const words = localPart(email).split(/[^\p{L}\p{M}\p{N}]+/u);
  const name = words
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  const short = Array.from(name.normalize('NFC')).slice(0, limits.nameMax).join('').trim();
  return isPersonName(short) && short.length <= limits.nameMax ? short : 'Newcomer';
}

/** Usernames that could be had with an address: the plain one, if it is one, then some that are hardly ever taken. */
export function usernamesFrom(email: string): string[] {
  const plain = localPart(email)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9_.-]+/g, '.')
    .replace(/^[.-]+|[.-]+$/g, '');
  const stem = (plain || 'person').slice(0, limits.usernameMax - 7).replace(/[.-]+$/, '');
  const others = Array.from({ length: spare }, () => `${stem}-${randomInt(1_000, 1_000_000)}`);
  return [plain, ...others].filter((username) => isUsername(username) && !isReservedUsername(username));
}
