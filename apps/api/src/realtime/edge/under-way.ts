import { Injectable } from '@nestjs/common';
import type { ErrorBody } from '@parley/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { ByteFloods } from '../pressure/byte-floods';
import type { ParleySocket } from '../socket';

/** Far more than a client needs that waits for answers now and then; a flood meets it, and slows only itself. */
const mostOfOneSocket = 1_000;
const retryInMs = 500;

/** Counts the events that have not been acknowledged yet: for a bound on each socket, and for a stop that cuts nothing. */
@Injectable()
export class UnderWay {
  private readonly bySocket = new WeakMap<ParleySocket, { count: number }>();
  private total = 0;
  private stopping = false;

  constructor(private readonly floods: ByteFloods) {}

  /** Null when the event may go on; `end` is then called once, when it is answered. */
  begin(socket: ParleySocket): ErrorBody | null {
    if (this.stopping) return { code: 'unavailable', message: 'This server is stopping.', details: { retryInMs } };
    const flooded = this.floods.refusal(socket.data.identity.userId);
    if (flooded) return flooded;
    const own = this.bySocket.get(socket) ?? { count: 0 };
    if (own.count >= mostOfOneSocket) {
      return { code: 'rate.limited', message: 'Wait for some answers first.', details: { retryInMs } };
    }
    this.bySocket.set(socket, own);
    this.total += 1;
    own.count += 1;
    return null;
  }

  end(socket: ParleySocket): void {
    const own = this.bySocket.get(socket);
    if (own) own.count -= 1;
    this.total -= 1;
  }

  /** From here on new events are refused; resolves when those before have been answered, or the time is up. */
  async finish(withinMs: number): Promise<void> {
    this.stopping = true;
    for (const until = Date.now() + withinMs; this.total > 0 && Date.now() < until;) await sleep(10);
  }
}
