import {
  type AnswerOf,
  type ClientEventName,
  type RequestOf,
  type ServerEventName,
  type ServerEvents,
} from '@parley/contracts';
import type { Random } from '../src/clock.port';
import { Link, type LinkHandlers } from '../src/link/link.port';
import { asParleyError, UnansweredError } from '../src/parley.errors';
import { answerSocket } from './model-socket';
import type { ModelServer, ModelSocket } from './model-server';
import type { VirtualClock } from './virtual-clock';

/** How badly the network behaves, in parts of one. */
export interface Weather {
  drop: number;
  double: number;
  lostAnswer: number;
  maxDelayMs: number;
}

export const calm: Weather = { drop: 0, double: 0, lostAnswer: 0, maxDelayMs: 5 };

export interface Network {
  server: ModelServer;
  clock: VirtualClock;
  random: Random;
  weather: Weather;
}

/** A socket over a network that delays, reorders, drops and doubles. */
export class ModelLink extends Link implements ModelSocket {
  isOpen = false;
  private handlers: LinkHandlers | null = null;
  private turn = 0;
  private readonly rejects = new Set<(cause: Error) => void>();

  constructor(
    readonly userId: string,
    private readonly network: Network,
  ) {
    super();
  }

  listen(handlers: LinkHandlers): void {
    this.handlers = handlers;
  }

  open(): void {
    const turn = ++this.turn;
    this.later(() => {
      if (turn !== this.turn) return;
      this.isOpen = true;
      this.network.server.sockets.add(this);
      this.handlers?.opened();
    });
  }

  close(): void {
    this.turn += 1;
    this.isOpen = false;
    this.network.server.sockets.delete(this);
    this.network.server.presence.drop(this);
    for (const reject of this.rejects) reject(new UnansweredError());
    this.rejects.clear();
  }

  /** The network's doing, not the client's. */
  cut(): void {
    if (!this.isOpen) return;
    this.close();
    this.handlers?.closed(null);
  }

  ask<E extends ClientEventName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E>> {
    if (!this.isOpen) return Promise.reject(new UnansweredError());
    return new Promise((resolve, reject) => {
      this.rejects.add(reject);
      const done = (fn: () => void) => {
        if (this.rejects.delete(reject)) fn();
      };
      const { clock, random, weather } = this.network;
      if (random() < weather.lostAnswer) clock.after(10_000, () => done(() => reject(new UnansweredError())));
      else this.later(() => this.later(() => done(() => finish())));
      let finish = () => reject(new UnansweredError());
      const { turn } = this;
      this.later(() => {
        // What was written to a socket that died meanwhile never arrives.
        if (turn !== this.turn) return;
        try {
          const answer = answerSocket(this.network.server, this, event, request);
          finish = () => resolve(answer);
        } catch (cause) {
          finish = () => reject(asParleyError(cause));
        }
      }, 0);
    });
  }

  tell<E extends ServerEventName>(event: E, payload: Parameters<ServerEvents[E]>[0]): void {
    const { random, weather } = this.network;
    if (random() < weather.drop) return;
    const { turn } = this;
    const copies = random() < weather.double ? 2 : 1;
    for (let n = 0; n < copies; n += 1) {
      this.later(() => {
        if (turn === this.turn && this.isOpen) this.handlers?.event(event, payload);
      });
    }
  }

  private later(fn: () => void, maxDelayMs = this.network.weather.maxDelayMs): void {
    this.network.clock.after(maxDelayMs * this.network.random(), fn);
  }
}
