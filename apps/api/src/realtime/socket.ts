import type { ClientEvents, ServerEvents } from '@parley/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SocketIdentity } from './identity.port';

interface SocketData {
  identity: SocketIdentity;
  /** The person's counter when this socket last joined their conversations. */
  selfRev?: number;
  /** Wishes whole texts of what it looks at. */
  wishesTexts?: true;
}

export type ParleySocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type ParleyServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
