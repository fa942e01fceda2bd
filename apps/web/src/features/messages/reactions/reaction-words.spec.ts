import { describe, expect, it } from 'vitest';
import { withRecent } from './recent-emoji';
import { pillLabel, whoReacted } from './reaction-words';

const nameOf = (id: string) => id.toUpperCase();
const reaction = (count: number, userIds: string[]) => ({ emoji: '👍', count, userIds });

describe('whoReacted', () => {
  it.each([
    [1, ['eli'], 'you'],
    [1, ['ada'], 'ADA'],
    [3, ['eli', 'ada', 'bea'], 'ADA, BEA, and you'],
    [30, ['ada', 'bea'], 'ADA, BEA, and 28 more'],
  ])('says who %d are', (count, userIds, words) => {
    expect(whoReacted(reaction(count, userIds), 'eli', nameOf)).toBe(words);
  });

  it('stays short, and is said with the emoji', () => {
    const many = reaction(
      20,
      Array.from({ length: 20 }, (_, at) => `p${at}`),
    );
    expect(whoReacted(many, 'eli', nameOf)).toMatch(/P11, and 8 more$/);
    expect(pillLabel(many, 'Ada')).toBe('👍 20, Ada');
  });
});

describe('withRecent', () => {
  it('puts what was chosen before what is usual, each once', () => {
    expect(withRecent([]).slice(0, 3)).toEqual(['👍', '✅', '🎉']);
    expect(withRecent(['🦊', '🎉']).slice(0, 4)).toEqual(['🦊', '🎉', '👍', '✅']);
    expect(withRecent(['🦊'])).toHaveLength(9);
  });
});
