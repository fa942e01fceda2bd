import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ManyLines, OneLine, PersonName } from './text';

class Named {
  @OneLine(1, 80)
  name: string;
}

const fits = (name: string) => validateSync(plainToInstance(Named, { name })).length === 0;

describe('OneLine', () => {
  it.each([
    ['a word', 'Mira'],
    ['an emoji of several parts', '👩‍💻'],
    ['a flag made of tags', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a keycap', 'Pier 1\ufe0f\u20e3'],
    ['Vietnamese in pieces', 'Nguyễn'.normalize('NFD')],
    ['Persian with a joiner', '\u0645\u06cc\u200c\u0634'],
  ])('takes %s', (_, name) => expect(fits(name)).toBe(true));

  it.each([
    ['nothing but joiners', '\u200d\u200c'],
    ['nothing but a selector', '\ufe0f'],
    ['a space without width', 'Mi\u200bra'],
    ['a Hangul filler', 'Mira\u3164'],
    ['an override', 'Mi\u202era'],
    ['an isolate', '\u2067Mira\u2069'],
    ['two lines', 'Mi\nra'],
    ['a joiner among Latin letters', 'Mi\u200dra'],
    ['a selector behind a Latin letter', 'Mira\ufe0f'],
    ['tags behind a Latin word', 'Mira\u{e0067}\u{e007f}'],
    ['marks piled up', `Mi${'\u0335'.repeat(6)}ra`],
  ])('refuses %s', (_, name) => expect(fits(name)).toBe(false));
});

describe('PersonName', () => {
  class Person {
    @PersonName(80)
    name: string;
  }
  const isTaken = (name: string) => validateSync(plainToInstance(Person, { name })).length === 0;

  it.each(['Mira Okafor', 'Мира', 'Μίρα', '美羅', 'Ana-Мира', 'Zoë', 'O’Neil 2'])('takes %s', (name) =>
    expect(isTaken(name)).toBe(true),
  );

  it.each([
    ['a Latin name with a Cyrillic letter', 'Mir\u0430'],
    ['a Latin name with a Greek letter', '\u039cira'],
  ])('refuses %s', (_, name) => expect(isTaken(name)).toBe(false));
});

describe('ManyLines', () => {
  class Told {
    @ManyLines(400)
    bio: string;
  }
  const isTaken = (bio: unknown) => validateSync(plainToInstance(Told, { bio })).length === 0;

  it.each(['', 'one\ntwo', 'ahoy 👩‍💻'])('takes %p', (bio) => expect(isTaken(bio)).toBe(true));
  it.each(['a\u202eb', 'a\0b', '\ud800', 'a'.repeat(401), 7, null])('refuses %p', (bio) =>
    expect(isTaken(bio)).toBe(false),
  );
});
