import { ParleyError } from '@parley/client';
import { describe, expect, it } from 'vitest';
import { requestIdOf, wordsFor } from './error-words';

const limited = (retryAfterSeconds?: number) =>
  wordsFor(new ParleyError('rate.limited', 'x', retryAfterSeconds ? { details: { retryAfterSeconds } } : {}));

describe('wordsFor', () => {
  it.each([
    [1, 'in 1 second.'],
    [40, 'in 40 seconds.'],
    [600, 'in 10 minutes.'],
    [7_200, 'in 2 hours.'],
  ])('says how long to wait: %i s', (seconds, words) => expect(limited(seconds)).toContain(words));

  it('says something of a limit that names no time', () => expect(limited()).toContain('in a minute.'));

  it('takes the words of the server where it has none of its own', () => {
    expect(wordsFor(new ParleyError('validation.failed', 'The name is empty.'))).toBe('The name is empty.');
    expect(wordsFor(new ParleyError('forbidden', 'You may read here, but not write.'))).toBe(
      'You may read here, but not write.',
    );
    expect(wordsFor(new TypeError('x is undefined'))).toBe('Something went wrong. Try again.');
  });
});

describe('requestIdOf', () => {
  it('finds the id an answer came with', () => {
    expect(requestIdOf(new ParleyError('internal', 'x', { requestId: 'r1' }))).toBe('r1');
    expect(requestIdOf(new Error('x'))).toBeNull();
  });
});
