import { describe, expect, it } from 'vitest';
import { stripWords } from './connection-strip';

describe('stripWords', () => {
  it('counts what waits, in words', () => {
    expect(stripWords({ state: 'offline', pending: 3 })).toBe('Offline. 3 messages will go when you are back.');
    expect(stripWords({ state: 'offline', pending: 1 })).toBe('Offline. 1 message will go when you are back.');
    expect(stripWords({ state: 'connecting', pending: 2 })).toBe('Connecting… 2 messages waiting.');
  });

  it('promises that nothing is lost before anything is written', () => {
    expect(stripWords({ state: 'offline', pending: 0 })).toBe('Offline. What you write will go when you are back.');
  });

  it('says nothing when all is well', () => {
    expect(stripWords({ state: 'live', pending: 0 })).toBe('');
    expect(stripWords({ state: 'catching-up', pending: 0 })).toMatch(/^Catching up/);
  });
});
