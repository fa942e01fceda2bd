import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { OneLine } from './text';

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
  ])('refuses %s', (_, name) => expect(fits(name)).toBe(false));
});
