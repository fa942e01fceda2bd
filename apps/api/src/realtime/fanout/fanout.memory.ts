import { Injectable } from '@nestjs/common';
import { Fanout } from './fanout.port';

type Listener = (frame: string) => void;

/** Among those who share a set of listeners: a server that is alone has one of its own. */
@Injectable()
export class MemoryFanout extends Fanout {
  private own: Listener | undefined;

  constructor(private readonly listeners = new Set<Listener>()) {
    super();
  }

  get hasOthers(): boolean {
    return this.listeners.size > (this.own ? 1 : 0);
  }

  publish(frame: string): void {
    for (const listener of this.listeners) setImmediate(listener, frame);
  }

  listen(listener: Listener): void {
    this.own = listener;
    this.listeners.add(listener);
  }
}
