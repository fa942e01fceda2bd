import type { Committed } from '../src/realtime';

const nothing = { conversations: [], people: [], readers: [] };

/** The sweep of this node finds nothing until it is restored: what is told then comes another way. */
export const withoutSweep = (committed: Committed) =>
  jest.spyOn(committed, 'since').mockImplementation(async (snapshot) => ({ ...nothing, snapshot: snapshot ?? '' }));
