import { describe, expect, it } from 'vitest';
import { nextMark } from './unread-mark';

describe('nextMark', () => {
  it('opens at the read pointer only when something is unread', () => {
    expect(nextMark(null, { type: 'opened', readSeq: 7, unread: 2 })).toBe(7);
    expect(nextMark(3, { type: 'opened', readSeq: 7, unread: 0 })).toBeNull();
  });

  it('marks where what nobody watched began, and stays there', () => {
    const first = nextMark(null, { type: 'arrived', lastSeq: 9, watched: false });
    expect(first).toBe(9);
    expect(nextMark(first, { type: 'arrived', lastSeq: 12, watched: false })).toBe(9);
    expect(nextMark(first, { type: 'arrived', lastSeq: 12, watched: true })).toBe(9);
  });

  it('draws no line under the eyes of the reader', () => {
    expect(nextMark(null, { type: 'arrived', lastSeq: 9, watched: true })).toBeNull();
  });

  it('goes when the reader answers', () => {
    expect(nextMark(9, { type: 'answered' })).toBeNull();
  });
});
