import { limits } from '@parley/contracts';
import { readMentions } from './mentions';

const names = (text: string) => readMentions(text).names;

describe('readMentions', () => {
  it.each([
    ['one', 'hey @mira', ['mira']],
    ['several, each once, in any letters', '@mira @Noor, @MIRA!', ['mira', 'noor']],
    ['at the end of a sentence', 'ask @mira.h. Or @n-o-.', ['mira.h', 'n-o']],
    ['in brackets and emphasis', '(@mira) **@noor** [@theo](x)', ['mira', 'noor', 'theo']],
    ['one called like a value', '@null @undefined', ['null', 'undefined']],
    ['no address', 'mail mira@example.org, @mira@example.org', []],
    ['no part of a path or a word', 'see /@mira and x@mira and ñ@mira and @mirañ', []],
    ['none that is escaped', 'write \\@mira', []],
    ['none too short or too long', `@mi @${'m'.repeat(33)}`, []],
    ['no code', 'run `@mira` and ``a ` @noor`` then @theo', ['theo']],
    ['no block of code', 'so\n```js\n@mira\n```\n@noor\n~~~\n@theo\n~~~', ['noor']],
    ['no block that stays open', '@noor\n```\n@mira', ['noor']],
    ['a lone backtick', 'it`s @mira', ['mira']],
    ['a prototype key as a word', '@__proto__ @constructor', ['__proto__', 'constructor']],
  ])('finds %s', (_, text, expected) => expect(names(text)).toEqual(expected));

  it('knows everybody from those who are here', () => {
    expect(readMentions('@all hands').everyone).toBe('all');
    expect(readMentions('@here now').everyone).toBe('here');
    expect(readMentions('@here or @all').everyone).toBe('all');
    expect(readMentions('`@all`').everyone).toBeNull();
  });

  it('names fifty of ten thousand', () => {
    const text = Array.from({ length: 10_000 }, (_, n) => `@user${n}`).join(' ');
    expect(names(text)).toHaveLength(limits.mentions);
  });

  it.each([
    ['runs of every length', () => Array.from({ length: 300 }, (_, at) => `${'`'.repeat(at + 1)}@mira `).join('')],
    ['backticks', () => '`@mira'.repeat(10_001)],
    ['fences', () => '```\n@mira\n'.repeat(5_000)],
    ['signs', () => '@'.repeat(50_000)],
    ['names and dots', () => `@${'a.'.repeat(25_000)}ñ`],
    ['backslashes', () => '\\@mira'.repeat(10_000)],
  ])('takes fifty thousand bytes of %s for what they are', (_, make) => {
    expect(names(make()).filter((name) => name !== 'mira')).toEqual([]);
  });
});
