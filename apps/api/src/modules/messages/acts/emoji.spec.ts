import { readEmoji } from './emoji';

describe('readEmoji', () => {
  it.each([
    ['a smile', '😀'],
    ['a heart', '❤️'],
    ['a family of four', '👨‍👩‍👧‍👦'],
    ['a skin', '👍🏽'],
    ['the longest there is', '👩🏻‍❤️‍💋‍👨🏿'],
    ['a flag of letters', '🇳🇴'],
    ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['a key', '1️⃣'],
  ])('takes %s', (_, emoji) => expect(readEmoji(emoji)).toBe(emoji));

  it('writes one emoji in one way', () => expect(readEmoji('\u2764')).toBe('\u2764\ufe0f'));

  it.each([
    ['nothing', ''],
    ['a letter', 'a'],
    ['a digit, which is half a key', '1'],
    ['two emoji', '😀😀'],
    ['an emoji and a space', '😀 '],
    ['a skin without a hand', '\ud83c\udfff\ud83c'],
    ['half a flag', '🇳'],
    ['joiners without end', '👩' + '\u200d👩'.repeat(30)],
    ['fifty thousand bytes', '😀'.repeat(12_500)],
    ['a lone surrogate', '\ud83d'],
    ['a control character', '😀\0'],
    ['a prototype key', '__proto__'],
  ])('refuses %s', (_, text) => {
    expect(() => readEmoji(text)).toThrow(expect.objectContaining({ code: 'validation.failed' }));
  });
});
