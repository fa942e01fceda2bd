import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import { type Connection, type Packet, writeThrough } from './pressure/connection';

interface Told {
  nsp: string;
}

type Options = Packet['options'] & { preEncoded: true; compress?: boolean | undefined };

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
    // Who does not take it at once is left out: that is looked at on the usual way.
    if (to.flags?.volatile) return super.broadcast(packet, to);
    const inside = this as unknown as Inside;
    const { name } = this.nsp as { name: string };
    const options: Options = { preEncoded: true, compress: to.flags?.compress };
    packet.nsp = name;
    const encoded = inside._encode(packet, options);
    const frame = options.wsPreEncodedFrame && Buffer.concat(options.wsPreEncodedFrame);
    if (frame) options.wsPreEncodedFrame = [frame];
    inside.apply(to, ({ client }) => {
      if (!frame || !writeThrough(client.conn as Connection, frame)) client.writeToEngine(encoded, options);
    });
  }
}
