import { describe, expect, it } from 'vitest';
import { signFor, wrap } from './wrap';

describe('wrap', () => {
  it('makes what is selected bold or italic, and takes it back', () => {
    const bold = wrap({ text: 'a word b', start: 2, end: 6 }, signFor('B') ?? '');
    expect(bold).toEqual({ text: 'a **word** b', start: 4, end: 8 });
    expect(wrap(bold, '**')).toEqual({ text: 'a word b', start: 2, end: 6 });
    expect(wrap({ text: '', start: 0, end: 0 }, signFor('i') ?? '')).toEqual({ text: '__', start: 1, end: 1 });
  });

  it('leaves other keys alone', () => {
    for (const key of ['k', 'constructor', 'Enter']) expect(signFor(key)).toBeNull();
  });
});
