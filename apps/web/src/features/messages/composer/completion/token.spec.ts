import { describe, expect, it } from 'vitest';
import { complete, tokenAt } from './token';

const at = (marked: string) => {
  const caret = marked.indexOf('|');
  const token = tokenAt(marked.replace('|', ''), caret);
  return token && `${token.kind} ${token.query}`;
};

describe('the word at the caret', () => {
  it.each([
    ['@|', 'person '],
    ['hi @pri|', 'person pri'],
    ['(@j.d|oe)', 'person j.d'],
    ['@élo|', 'person élo'],
    ['great :ta|', 'emoji ta'],
    [':+1|', 'emoji +1'],
  ])('%j asks for %s', (marked, asked) => expect(at(marked)).toBe(asked));

  it.each(['hi|', 'mail@host|', 'a/@b|', '\\@x|', ':)|', ':D|', '12:30|', 'a:bc|', '@pri |', ':ta da|', 'x::ab|'])(
    '%j asks for nothing',
    (marked) => expect(at(marked)).toBeNull(),
  );

  it('is replaced, with one space behind it', () => {
    expect(complete('hi @pri', { start: 3, end: 7 }, '@priya')).toEqual({ text: 'hi @priya ', caret: 10 });
    expect(complete('hi @pri there', { start: 3, end: 7 }, '@priya')).toEqual({ text: 'hi @priya there', caret: 10 });
  });

  it('looks at no more than the end of a long text', () => {
    expect(tokenAt('@'.repeat(100_000), 100_000)).toBeNull();
    expect(at(`${'x '.repeat(50_000)}@pri|`)).toBe('person pri');
  });
});
