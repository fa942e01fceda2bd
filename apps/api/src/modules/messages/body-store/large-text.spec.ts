import { limits } from '@parley/contracts';
import { isLarge, previewOf } from './large-text';

const fill = 'a'.repeat(limits.previewChars - 2);

describe('the preview of a large text', () => {
  it.each([
    ['letters', 'a'.repeat(5_000), 'a'.repeat(1_024)],
    ['pairs of surrogates', '😀'.repeat(2_000), '😀'.repeat(1_024)],
    ['an emoji of several parts at its end', `${fill}👩‍💻 and more`, fill],
    ['a letter with marks at its end', `${fill}be\u0301\u0302 and more`, `${fill}b`],
    ['a line end of two at its end', `${fill}b\r\n and more`, `${fill}b`],
    ['one character without an end', `a${'\u0301'.repeat(5_000)}`, `a${'\u0301'.repeat(1_023)}`],
  ])('of %s', (_, text, preview) => {
    const shown = previewOf(text);
    expect(shown).toBe(preview);
    expect(shown.isWellFormed()).toBe(true);
  });

  it('is for what is above 4 KiB, and fits into that itself', () => {
    expect([isLarge(4_096), isLarge(4_097)]).toEqual([false, true]);
    expect(Buffer.byteLength(previewOf('\u{10ffff}'.repeat(5_000)))).toBe(4_096);
  });
});
