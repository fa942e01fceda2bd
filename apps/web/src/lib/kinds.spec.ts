import { describe, expect, it } from 'vitest';
import { firstName, kindWords, placeOf } from './kinds';
import { conversation } from './wire.factory';

describe('kindWords', () => {
  it.each([
    ['direct', 'private', 'Direct conversation'],
    ['group', 'private', 'Group'],
    ['room', 'private', 'Private room'],
    ['room', 'public', 'Public room'],
  ] as const)('%s, %s: %s', (kind, visibility, words) =>
    expect(kindWords(conversation({ kind, visibility }))).toBe(words),
  );
});

describe('placeOf', () => {
  it('knows a person from a place', () => {
    expect(placeOf(conversation())).toBeNull();
    expect(placeOf(conversation({ kind: 'room', visibility: 'public' }))).toBe('public');
  });
});

describe('firstName', () => {
  it.each([
    ['Maya Okafor', 'Maya'],
    ['  Tomás  Ruiz', 'Tomás'],
    ['佐藤花', '佐藤花'],
    ['', ''],
  ])('%j gives %j', (name, first) => expect(firstName(name)).toBe(first));
});
