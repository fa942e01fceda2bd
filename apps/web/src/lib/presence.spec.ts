import { describe, expect, it } from 'vitest';
import { presenceWords } from './presence';

const now = new Date(2026, 10, 21, 19, 0);
const person = { userId: 'hana', lastSeen: null };

describe('words for how somebody is', () => {
  it('say what is known, and nothing of what is not', () => {
    expect(presenceWords({ ...person, state: 'online' }, now)).toBe('online');
    expect(presenceWords({ ...person, state: 'away' }, now)).toBe('away');
    expect(presenceWords({ ...person, state: 'offline' }, now)).toBeNull();
    expect(presenceWords(null, now)).toBeNull();
    const lastSeen = new Date(2026, 10, 21, 18, 55).toISOString();
    expect(presenceWords({ ...person, state: 'offline', lastSeen }, now)).toBe('last seen 5 minutes ago');
  });
});
