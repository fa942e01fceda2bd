import type { Server } from 'socket.io';

/** Of a connection of Engine.IO, what its types keep to themselves. A poll has no WebSocket. */
export interface Connection {
  readonly readyState: string;
  readonly transport: { readonly writable: boolean; readonly socket?: Wire };
  on(event: 'packetCreate', listener: (this: Connection, packet: Packet) => void): void;
  close(discard: true): void;
}

export interface Packet {
  data?: string | Buffer;
  options?: { wsPreEncodedFrame?: Buffer[] };
}

interface Wire {
  readonly bufferedAmount: number;
  readonly _socket?: { readonly _handle?: { readonly bytesWritten: number; readonly writeQueueSize: number } | null };
  terminate(): void;
}

export interface Engine {
  readonly clients: Readonly<Record<string, Connection>>;
  on(event: 'connection' | 'flush', listener: (connection: Connection) => void): void;
}

export const engineOf = (server: Pick<Server, 'engine'>): Engine => server.engine as unknown as Engine;

/** Once it has been handed to a transport, and not yet to the system. */
export const handedOver = ({ transport }: Connection): number => transport.socket?.bufferedAmount ?? 0;

/**
 * Bytes the system has taken up to now. Counted by the handle: Node itself tells only of writes that are done, and one of
 * 4 MiB is long under way on a slow line that takes it all the same.
 */
export function takenOf({ transport }: Connection): number {
  const handle = transport.socket?._socket?._handle;
  return handle ? handle.bytesWritten - handle.writeQueueSize : 0;
}

export function sizeOf({ data, options }: Packet): number {
  const frame = options?.wsPreEncodedFrame;
  if (frame) return frame.reduce((sum, part) => sum + part.length, 0);
  return data?.length ?? 0;
}

/** A polite close waits for what waits to be taken, which may be never. */
export function endHard(connection: Connection): void {
  const { socket } = connection.transport;
  if (socket) socket.terminate();
  else connection.close(true);
}
