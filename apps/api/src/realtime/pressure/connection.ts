import type { IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Server } from 'socket.io';

/** Of a connection of Engine.IO, what its types keep to themselves. A poll has no WebSocket. */
export interface Connection {
  readonly readyState: string;
  readonly request: IncomingMessage;
  readonly writeBuffer: readonly Packet[];
  readonly transport: { readonly writable: boolean; readonly socket?: Wire; maxHttpBufferSize?: number };
  readonly pingIntervalTimer?: NodeJS.Timeout;
  on(event: 'packetCreate', listener: (this: Connection, packet: Packet) => void): void;
  on(event: 'data', listener: (this: Connection, data: string | Buffer | undefined) => void): void;
  on(event: 'upgrading' | 'upgrade', listener: (this: Connection, transport: Connection['transport']) => void): void;
  on(event: 'close', listener: (this: Connection) => void): void;
  close(discard?: boolean): void;
}

export interface Packet {
  data?: string | Buffer;
  options?: { wsPreEncodedFrame?: Buffer[] };
}

interface Wire {
  readonly bufferedAmount: number;
  readonly readyState: number;
  readonly isPaused: boolean;
  readonly _socket?: NetSocket & {
    readonly _handle?: { readonly bytesWritten: number; readonly writeQueueSize: number } | null;
  };
  readonly _receiver?: { _maxPayload: number };
  pause(): void;
  resume(): void;
  terminate(): void;
}

export interface Engine {
  readonly clients: Readonly<Record<string, Connection>>;
  on(event: 'connection' | 'flush', listener: (connection: Connection) => void): void;
  on(event: 'headers', listener: (headers: unknown, request: IncomingMessage) => void): void;
}

/** Whose connection it is, once that is known. */
export const owners = new WeakMap<Connection, string>();

export const engineOf = (server: Pick<Server, 'engine'>): Engine => server.engine as unknown as Engine;

export const connectionOf = ({ conn }: { conn: unknown }): Connection => conn as Connection;

/** What a transport has been handed, and the system has not. */
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

const open = 1;

/** Whether nothing reaches it any more, though it is not closed yet. */
export function isGone({ transport }: Connection): boolean {
  const line = transport.socket?._socket;
  return line !== undefined && (!line.writable || line.readableEnded);
}

/** Where a frame can be written past the queues of those between: a WebSocket that has taken all that was written before. */
export function freeLine({ readyState, transport, writeBuffer }: Connection): NetSocket | undefined {
  if (readyState !== 'open' || !transport.writable || writeBuffer.length > 0) return undefined;
  const { socket } = transport;
  const line = socket?._socket;
  if (!line || socket.readyState !== open || !line.writable) return undefined;
  return line.writableLength === 0 || held.has(line) ? line : undefined;
}

/** What is written to them in this turn leaves in one write; all else that is written to them stands in the same row. */
const held = new Set<NetSocket>();
/** More is not held: whether the line takes it has to be seen. */
const heldMost = 16 * 1024;

export function writeFrame(line: NetSocket, frame: Buffer): void {
  if (!held.has(line)) hold(line);
  line.write(frame);
  if (line.writableLength < heldMost) return;
  held.delete(line);
  line.uncork();
}

/** Until those who are answered in this turn have been: their promises come before the next tick. */
function hold(line: NetSocket): void {
  if (held.size === 0) process.nextTick(letGo);
  held.add(line);
  line.cork();
}

function letGo(): void {
  for (const line of held) line.uncork();
  held.clear();
}

/** How much one frame, or the body of one poll, may hold from here on. */
export function takeFramesUpTo(bytes: number, { transport }: Pick<Connection, 'transport'>): void {
  if (transport.socket?._receiver) transport.socket._receiver._maxPayload = bytes;
  if (transport.maxHttpBufferSize !== undefined) transport.maxHttpBufferSize = bytes;
}

/** A polite close waits for what waits to be taken, which may be never. */
export function endHard(connection: Connection): void {
  const { socket } = connection.transport;
  if (socket) socket.terminate();
  else connection.close(true);
}
