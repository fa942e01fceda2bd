import { TOTP } from 'otpauth';
import { hashOf, makeRecoveryCodes } from './recovery-codes';
import { makeSecret, setupOf, stepOf } from './totp';

describe('a code of an authenticator', () => {
  const secret = makeSecret();
  const { secret: base32, uri } = setupOf(secret, 'Harbour & Quay', 'mira@example.org');
  const now = Date.UTC(2026, 10, 21, 12, 0, 15);
  const step = Math.floor(now / 30_000);
  const codeAt = (timestamp: number) => new TOTP({ secret: base32 }).generate({ timestamp });

  it.each([
    ['now', 0, step],
    ['half a minute late', -30_000, step - 1],
    ['half a minute early', 30_000, step + 1],
    ['a minute late', -60_000, null],
    ['a minute early', 60_000, null],
  ])('taken %s', (_, away, expected) => {
    expect(stepOf(codeAt(now + away), secret, now)).toBe(expected);
  });

  it('may be typed as applications show it', () => {
    const code = codeAt(now);
    expect(stepOf(` ${code.slice(0, 3)} ${code.slice(3)} `, secret, now)).toBe(step);
  });

  it.each(['', '12345', '1234567', '12345a', '١٢٣٤٥٦', '-12345', '1e4', '0x1234'])('is not %p', (given) => {
    expect(stepOf(given, secret, now)).toBeNull();
  });

  it('comes from a secret of 160 bits that the link carries, with the names in it escaped', () => {
    expect(base32).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Harbour%20%26%20Quay:mira%40example\.org\?issuer=Harbour%20%26%20Quay&/);
    expect(new URL(uri).searchParams.get('secret')).toBe(base32);
  });
});

describe('recovery codes', () => {
  it('are ten, and no two alike', () => {
    const codes = makeRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are the same however they were written down', () => {
    const hash = hashOf('0011-ABCD-0011-WXYZ');
    for (const written of ['oOiL abcd 0011 wxyz', ' 0o1lABCD0011WXYZ ', '0011abcd0011wxyz']) {
      expect(hashOf(written)).toEqual(hash);
    }
    expect(hashOf('0011-ABCD-0011-WXYV')).not.toEqual(hash);
  });
});
