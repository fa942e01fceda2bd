import {
  errorCodes,
  serverEvents,
  type Ack,
  type AnswerOf,
  type ClientEventName,
  type PresenceRequest,
  type RequestOf,
  type ServerEvents,
} from '@parley/contracts';
import { io, type Socket } from 'socket.io-client';
import { ParleyError, UnansweredError } from '../parley.errors';
import { Link, type LinkHandlers } from './link.port';

/** Refusals come within five seconds, so twice that is silence. */
const answerWithinMs = 10_000;

interface SocketOptions {
  baseUrl: string;
  transports: ('websocket' | 'polling')[];
  withCredentials: boolean;
  /** Whole texts of what is on screen come by themselves. */
  texts: boolean;
}

/** Socket.IO's own reconnection stays off: ours knows the session, the drain hint and the catch-up. */
export class SocketIoLink extends Link {
  private readonly socket: Socket;
  private auth = {};
  private readonly texts: boolean;

  constructor({ baseUrl, transports, withCredentials, texts }: SocketOptions) {
    super();
    this.texts = texts;
    const options = {
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      transports,
      withCredentials,
      auth: (give: (data: object) => void) => give(this.auth),
    };
    this.socket = baseUrl === '' ? io(options) : io(baseUrl, options);
  }

  get isOpen(): boolean {
    return this.socket.connected;
  }

  listen({ opened, closed, event }: LinkHandlers): void {
    this.socket.on('connect', opened);
    this.socket.on('connect_error', (cause) => {
      this.socket.disconnect();
      closed(refusalOf(cause));
    });
    this.socket.on('disconnect', () => closed(null));
    for (const name of Object.values(serverEvents)) {
      this.socket.on(name, (payload: Parameters<ServerEvents[typeof name]>[0]) => event(name, payload));
    }
  }

  open(token: string, presence: PresenceRequest['state']): void {
    this.auth = { token, presence, texts: this.texts };
    this.socket.connect();
  }

  close(): void {
    this.socket.disconnect();
  }

  async ask<E extends ClientEventName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E>> {
    // Socket.IO would keep the packet for the next connection, and so send it beside our own retry.
    if (!this.socket.connected) throw new UnansweredError();
    let answer: Ack<AnswerOf<E>>;
    try {
      answer = (await this.socket.timeout(answerWithinMs).emitWithAck(event, request)) as Ack<AnswerOf<E>>;
    } catch {
      throw new UnansweredError();
    }
    if (answer.ok) return answer.data;
    const { code, message, details } = answer.error;
    throw new ParleyError(code, message, details ? { details } : {});
  }
}

/** What a handshake was refused with, when it was the server and not the network. */
function refusalOf(cause: Error): ParleyError | null {
  const data: unknown = 'data' in cause ? cause.data : null;
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  const code = errorCodes.find((known) => known === data.code);
  if (!code) return null;
  const details: unknown = 'details' in data ? data.details : null;
  const isObject = typeof details === 'object' && details !== null;
  return new ParleyError(code, cause.message, isObject ? { details: { ...details } } : {});
}
