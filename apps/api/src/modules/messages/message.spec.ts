import { limits } from '@parley/contracts';
import { measureText } from './message';

describe('measureText', () => {
  it.each([
    ['a word', 'harbour', 7],
    ['several lines', 'one\n\ttwo\r\nthree', 15],
    ['Thai', 'สวัสดี', 18],
    ['an emoji of several parts', '👩‍💻', 11],
    ['exactly as much as fits', 'a'.repeat(limits.inlineTextBytes), limits.inlineTextBytes],
  ])('measures %s in UTF-8 bytes', (_, text, bytes) => {
    expect(measureText(text)).toBe(bytes);
  });

  it.each([
    ['nothing', ''],
    ['only white space', ' \n\t '],
    ['a NUL', 'a\0b'],
    ['an escape character', 'a\u001b[31m'],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00a'],
  ])('refuses %s', (_, text) => {
    expect(() => measureText(text)).toThrow(expect.objectContaining({ code: 'validation.failed' }));
  });

  it('refuses one byte too many, and says the limit', () => {
    const text = 'é'.repeat(limits.inlineTextBytes / 2) + 'a';
    expect(() => measureText(text)).toThrow(
      expect.objectContaining({ code: 'message.too_large', details: { bytes: 4097, limit: 4096 } }),
    );
  });
});
