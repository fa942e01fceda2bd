import { limits } from './limits';

const shape = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** Words that address many at once, or pretend to speak for the server. */
const reserved = new Set(
  'admin administrator all channel everyone here host moderator nobody operator parley root security support system webmaster'.split(
    ' ',
  ),
);

/** Digits that stand in for a letter where a word is imitated. */
const imitations: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

const imitated = (username: string): string =>
  username.replace(/[._-]/g, '').replace(/\d/g, (digit) => imitations[digit] ?? digit);

/** One spelling a person: what looks the same is the same. */
export const normaliseUsername = (given: string): string => given.trim().normalize('NFKC').toLowerCase();

/** Of a normalised one. Only ASCII: no letter of another script can then pretend to be one of these. */
export const isUsername = (username: string): boolean =>
  username.length >= limits.usernameMin && username.length <= limits.usernameMax && shape.test(username);

/** `@all` must never be a person, and nobody is called after the server. */
export const isReservedUsername = (username: string): boolean => reserved.has(imitated(username));
