import { Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import { Slices } from '../../platform/turns';
import { type Connection, engineOf } from './connection';

/**
 * Sees off those whose network went. A proxy that is restarted drops all of them in one turn of the event loop, and leaving
 * its rooms takes a socket longer than a message takes everybody: so they leave a few at a time.
 */
@Injectable()
export class Farewells {
  private readonly leaving = new Slices();

  watch(server: Server): void {
    const { leaving } = this;
    const leaveInTurn = function (this: Connection): void {
      const wire = this.transport.socket?._socket;
      if (!wire) return;
      for (const event of ['end', 'close'] as const) {
        // `ws` was the last to ask, a moment ago.
        const leave = wire.listeners(event).at(-1) as () => void;
        wire.off(event, leave);
        wire.once(event, () => {
          // A ping that is due meanwhile would fail, and see it off in that turn.
          clearTimeout(this.pingIntervalTimer);
          leaving.add(() => leave.call(wire));
        });
      }
    };
    engineOf(server).on('connection', (connection) => {
      leaveInTurn.call(connection);
      connection.on('upgrade', leaveInTurn);
    });
  }
}
