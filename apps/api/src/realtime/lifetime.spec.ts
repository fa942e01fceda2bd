import { endWithToken, forgetToken } from './lifetime';
import type { ParleySocket } from './socket';

const minute = 60_000;
const start = Date.UTC(2026, 10, 21);

/** What `lifetime` needs of a socket of Socket.IO. */
function openSocket(expiresInSeconds: number) {
  const identity = { userId: 'u', sessionId: 's', expiresAt: start / 1000 + expiresInSeconds };
  const emit = jest.fn();
  const disconnect = jest.fn();
  const socket = { data: { identity }, emit, disconnect } as unknown as ParleySocket;
  endWithToken(socket, identity);
  return { socket, emit, disconnect };
}

beforeEach(() => jest.useFakeTimers({ now: start }));
afterEach(() => jest.useRealTimers());

describe('a socket whose token expires', () => {
  it('is told so and ends a minute later, and no sooner', () => {
    const { emit, disconnect } = openSocket(900);
    jest.advanceTimersByTime(16 * minute - 1);
    expect(disconnect).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(emit.mock.calls).toEqual([['session:revoked', { reason: 'expired' }]]);
    expect(disconnect.mock.calls).toEqual([[true]]);
  });

  it('stays as long as it is renewed', () => {
    const { socket, disconnect } = openSocket(900);
    jest.advanceTimersByTime(15 * minute);
    const renewed = { ...socket.data.identity, expiresAt: Date.now() / 1000 + 900 };
    socket.data.identity = renewed;
    endWithToken(socket, renewed);
    jest.advanceTimersByTime(16 * minute - 1);
    expect(disconnect).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(disconnect).toHaveBeenCalledTimes(1);
  });

  it('is looked at again where the token outlives what a timer can count', () => {
    const days = 30;
    const { disconnect } = openSocket(days * 86_400);
    jest.advanceTimersByTime(days * 86_400_000 + minute - 1);
    expect(disconnect).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(disconnect).toHaveBeenCalledTimes(1);
  });

  it('is forgotten when it has gone', () => {
    const { socket, emit } = openSocket(900);
    forgetToken(socket);
    jest.advanceTimersByTime(60 * minute);
    expect(emit).not.toHaveBeenCalled();
  });

  it('that comes with one already over has its minute all the same', () => {
    const { disconnect } = openSocket(-3600);
    jest.advanceTimersByTime(minute - 1);
    expect(disconnect).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(disconnect).toHaveBeenCalledTimes(1);
  });
});
