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
    const leaveInTurn = ({ socket }: Connection['transport']) => {
      const wire = socket?._socket;
      // `ws` was the last to ask, a moment ago.
      const closed = wire?.listeners('close').at(-1) as (() => void) | undefined;
      if (!wire || !closed) return;
      wire.off('close', closed);
      wire.once('close', () => this.leaving.add(() => closed.call(wire)));
    };
    engineOf(server).on('connection', (connection) => {
      leaveInTurn(connection.transport);
      connection.on('upgrade', leaveInTurn);
    });
  }
}
