import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import { type Connection, type Packet, freeLine, isGone, writeFrame } from './pressure/connection';

interface Told {
  nsp: string;
}

interface Options extends NonNullable<Packet['options']> {
  preEncoded: true;
  volatile?: boolean | undefined;
  compress?: boolean | undefined;
}

/** Of the adapter of Socket.IO, what its types keep to themselves. */
interface Inside {
  _encode(packet: Told, options: Options): string[];
  apply(to: BroadcastOptions, tell: (socket: Listener) => void): void;
}

interface Listener {
  readonly client: { readonly conn: unknown; writeToEngine(encoded: string[], options: Options): void };
}

/**
 * Socket.IO makes one frame of a broadcast, and then takes it for each socket through Engine.IO's queue, its events and the
 * WebSocket: a third of what a delivery costs. Where nothing waits, the frame goes to the connection at once; everybody else is
 * told as ever, so order and bounds stay.
 */
export class ReadyFrameAdapter extends Adapter {
  override broadcast(packet: Told, to: BroadcastOptions): void {
    const inside = this as unknown as Inside;
    const { name } = this.nsp as { name: string };
    const options: Options = { preEncoded: true, volatile: to.flags?.volatile, compress: to.flags?.compress };
    packet.nsp = name;
    const encoded = inside._encode(packet, options);
    const frame = options.wsPreEncodedFrame && Buffer.concat(options.wsPreEncodedFrame);
    if (frame) options.wsPreEncodedFrame = [frame];
    inside.apply(to, ({ client }) => {
      const connection = client.conn as Connection;
      // It leaves in its turn; a failure to write to it would see off a whole crowd in this one.
      if (isGone(connection)) return;
      const line = frame && freeLine(connection);
      if (line) writeFrame(line, frame);
      else client.writeToEngine(encoded, options);
    });
  }
}
