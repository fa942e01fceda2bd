import type { ClientEvents, ServerEvents } from '@parley/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SocketIdentity } from './identity.port';

interface SocketData {
  identity: SocketIdentity;
}

export type ParleySocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type ParleyServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
