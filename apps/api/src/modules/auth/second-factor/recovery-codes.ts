import { createHash, randomBytes } from 'node:crypto';

/** Crockford's: nothing in it is mistaken for something else in it. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 16;
const many = 10;

export type Hash = Uint8Array<ArrayBuffer>;

/** 80 random bits each, in four groups of four. */
export const makeRecoveryCodes = (): string[] => Array.from({ length: many }, makeOne);

function makeOne(): string {
  const code = Array.from(randomBytes(letters), (byte) => alphabet[byte % alphabet.length]).join('');
  return code.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** However it was written down. A plain hash will do: nobody has a list of 80 random bits. */
export function hashOf(given: string): Hash {
  const code = given.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return new Uint8Array(createHash('sha256').update(code).digest());
}
