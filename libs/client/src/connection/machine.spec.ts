import type { ConnectionState } from '../surface';
import { nextConnection, type ConnectionEvent } from './machine';

const states: ConnectionState[] = ['offline', 'connecting', 'catching-up', 'live'];

describe('the connection', () => {
  it('goes its way from offline to live', () => {
    const way: ConnectionEvent[] = ['dial', 'opened', 'caught-up'];
    const seen = way.map((_, at) => way.slice(0, at + 1).reduce(nextConnection, 'offline'));
    expect(seen).toEqual(['connecting', 'catching-up', 'live']);
  });

  it('is offline whenever it was closed', () => {
    expect(states.map((state) => nextConnection(state, 'closed'))).toEqual(states.map(() => 'offline'));
  });

  it('leaves out no step', () => {
    expect(nextConnection('offline', 'opened')).toBe('offline');
    expect(nextConnection('offline', 'caught-up')).toBe('offline');
    expect(nextConnection('connecting', 'caught-up')).toBe('connecting');
    expect(nextConnection('live', 'dial')).toBe('live');
  });
});
