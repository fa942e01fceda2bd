import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { EmailAddress } from './email';

class Written {
  @EmailAddress()
  email: string;
}

const taken = (email: unknown): string | null => {
  const written = plainToInstance(Written, { email });
  return validateSync(written).length === 0 ? written.email : null;
};

describe('EmailAddress', () => {
  it.each([
    ['mira@example.org', 'mira@example.org'],
    [' Mira@Example.ORG ', 'mira@example.org'],
    ['mira+parley@example.org', 'mira+parley@example.org'],
    ['mïra@bücher.example', 'mïra@bücher.example'],
    ['ｍｉｒａ＠example.org', 'mira@example.org'],
    ['\u212Aira@example.org', 'kira@example.org'],
  ])('takes %p for %p', (given, expected) => expect(taken(given)).toBe(expected));

  it.each([
    ['two addresses', 'a@example.org,b@example.org'],
    ['two addresses with a full-width comma', 'a@example.org，b@example.org'],
    ['a comma that only becomes one', 'a，b@example.org'],
    ['a quoted local part', '"a b"@example.org'],
    ['a quoted address inside', '"victim@example.org, x"@example.org'],
    ['a display name', 'Mira <mira@example.org>'],
    ['a line break', 'mira@example.org\r\nBcc: x@example.org'],
    ['a space without width', 'mi\u200bra@example.org'],
    ['an override', 'mi\u202era@example.org'],
    ['a lone surrogate', 'mi\ud800ra@example.org'],
    ['a null byte', 'mira\0@example.org'],
    [
      'an address that is too long',
      `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.org`,
    ],
    ['half a megabyte', 'a'.repeat(500_000)],
    ['a number', 7],
    ['a list', ['mira@example.org']],
    ['nothing', undefined],
  ])('refuses %s', (_, given) => expect(taken(given)).toBeNull());
});
