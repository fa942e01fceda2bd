import type { ConnectionState } from '../surface';

/**
 * Where the connection stands.
 *
 *   offline ──dial──▶ connecting ──opened──▶ catching-up ──caught-up──▶ live
 *      ▲                  │                      │                       │
 *      └──────closed──────┴────────closed────────┴────────closed─────────┘
 */
export type ConnectionEvent = 'dial' | 'opened' | 'caught-up' | 'closed';

const moves: Record<ConnectionState, Partial<Record<ConnectionEvent, ConnectionState>>> = {
  offline: { dial: 'connecting' },
  connecting: { opened: 'catching-up', closed: 'offline' },
  'catching-up': { 'caught-up': 'live', closed: 'offline' },
  live: { closed: 'offline' },
};

/** The state after `event`; the same one where it does not apply. */
export function nextConnection(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  return moves[state][event] ?? state;
}
