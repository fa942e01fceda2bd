import { describe, expect, it } from 'vitest';
import { hasMarks, isEmojiOnly } from './marks';

describe('what needs a parser', () => {
  it.each(['Hello there, all well?', 'https://a.example/x?y=1', 'a - b', '1 + 1', '😀', 'it’s 3.5 (more or less)'])(
    '%j is drawn as it is',
    (text) => expect(hasMarks(text)).toBe(false),
  );

  it.each(['*a*', 'a_b', '`x`', '- one', '  2. two', '> said', '# big', '[a](b)', 'x\n---', '~~no~~', '\\*'])(
    '%j may have marks',
    (text) => expect(hasMarks(text)).toBe(true),
  );
});

describe('emoji alone', () => {
  it.each(['🎉', '👩🏽‍🚀 🇳🇴', '❤️', '1️⃣', '🔔🔔🔔'])('%s is large', (text) => expect(isEmojiOnly(text)).toBe(true));
  it.each(['ok 🎉', '1', '#', '', '😀'.repeat(7), '🎉'.repeat(20_000), '©'])('%j is not', (text) =>
    expect(isEmojiOnly(text)).toBe(false),
  );
});
