import { limits } from '@parley/contracts';
import { measureText } from './message';

describe('measureText', () => {
  it.each([
    ['a word', 'harbour', 7],
    ['several lines', 'one\n\ttwo\r\nthree', 15],
    ['Thai', 'สวัสดี', 18],
    ['an emoji of several parts', '👩‍💻', 11],
    ['a name that turns for itself alone', 'by \u2068\u05d0\u05d1\u2069, today', 20],
    ['an isolate in an isolate', '\u2067a\u2066b\u2069\u2069', 14],
    ['Persian with joiners', '\u0645\u06cc\u200c\u0634', 9],
    ['exactly as much as fits', 'a'.repeat(limits.textBytes), limits.textBytes],
  ])('measures %s in UTF-8 bytes', (_, text, bytes) => {
    expect(measureText(text)).toBe(bytes);
  });

  it.each([
    ['nothing', ''],
    ['only white space', ' \n\t '],
    ['only a space without width', '\u200b'],
    ['only a word joiner and a mark', '\u2060 \ufeff'],
    ['only a Hangul filler', '\u3164'],
    ['only soft hyphens', '\u00ad\u00ad'],
    ['only joiners, selectors and tags', '\u200d\ufe0f\u{e0061}'],
    ['only an empty Braille cell', '\u2800'],
    ['an override of the direction', 'invoice\u202egpj.exe'],
    ['an embedding of a direction', '\u202bab\u202c'],
    ['an isolate that stays open', 'see \u2067this'],
    ['an isolate closed before it opens', '\u2069a\u2066'],
    ['a NUL', 'a\0b'],
    ['an escape character', 'a\u001b[31m'],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00a'],
  ])('refuses %s', (_, text) => {
    expect(() => measureText(text)).toThrow(expect.objectContaining({ code: 'validation.failed' }));
  });

  it('refuses one byte too many, and says the limit', () => {
    const text = 'é'.repeat(limits.textBytes / 2) + 'a';
    expect(() => measureText(text)).toThrow(
      expect.objectContaining({
        code: 'message.too_large',
        details: { bytes: limits.textBytes + 1, limit: limits.textBytes },
      }),
    );
  });
});
