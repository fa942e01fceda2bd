import { io } from 'socket.io-client';
import { silentAfterMs, exchange, settle } from './asking.mjs';

/**
 * @typedef {import('./asking.mjs').Answer} Answer
 * @typedef {import('../oracle/record.mjs').Record} Record
 * @typedef {import('../oracle/record.mjs').Send} Send
 */

const telling = ['message:received', 'message:updated'];

/** Somebody with one socket who comes back whenever it breaks, tries again by `clientId`, and writes everything down. */
export class Person {
  /** @type {import('socket.io-client').Socket | null} */
  #socket = null;
  #here = false;
  /** @type {Set<(answer: Answer) => void>} */
  #waiting = new Set();

  /**
   * @param {{ id: string, name: string, token: string, url: string }} who
   * @param {() => Record} record of the scene that is played
   */
  constructor({ id, name, token, url }, record) {
    this.id = id;
    this.name = name;
    this.token = token;
    this.url = url;
    this.record = record;
  }

  get isConnected() {
    return this.#socket?.connected === true;
  }

  arrive() {
    this.#here = true;
    this.#connect();
  }

  leave() {
    this.#here = false;
    this.#socket?.disconnect();
  }

  /** @param {string} event @param {object} payload @returns {Promise<Answer>} */
  ask(event, payload) {
    const socket = this.#socket;
    if (!socket?.connected) return Promise.resolve({ outcome: 'away' });
    const ask = this.record().ask(this.name, event);
    return new Promise((resolve) => {
      const end = (/** @type {Answer} */ answer) => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve(settle(ask, answer));
      };
      this.#waiting.add(end);
      const timer = setTimeout(() => {
        end({ outcome: 'silent' });
        // Whoever hears nothing for so long tries another connection.
        socket.disconnect();
      }, silentAfterMs);
      socket.emit(event, payload, (/** @type {import('@parley/contracts').Ack<unknown>} */ ack) =>
        end(ack.ok ? { outcome: 'answered', data: ack.data } : { outcome: 'refused', code: ack.error.code }),
      );
    });
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @param {string} [url] of a node, past the balancer */
  http(method, path, body, url = this.url) {
    return exchange(this.record(), { who: this.name, method, url: url + path, token: this.token, body });
  }

  /**
   * One attempt; what came of it is written down with the send.
   * @param {Send} send @param {{ byHttp?: boolean, text?: string, url?: string }} [how]
   */
  async attempt(send, { byHttp = false, text = send.text, url } = {}) {
    const { conversationId, clientId } = send;
    const answer = byHttp
      ? await this.http('POST', `/api/chat/${conversationId}/messages`, { clientId, text }, url)
      : await this.ask('message:send', { conversationId, clientId, text });
    if (answer.outcome === 'refused') send.refusals.push(answer.code);
    if (answer.outcome === 'answered') {
      const { id, seq } = /** @type {import('@parley/contracts').Message} */ (answer.data);
      send.acks.push({ at: performance.now(), id, seq });
    }
    return answer;
  }

  #connect() {
    if (!this.#here) return;
    const auth = { token: this.token };
    const socket = io(this.url, {
      transports: ['websocket'],
      auth,
      reconnection: false,
      forceNew: true,
      timeout: 4_000,
    });
    this.#socket = socket;
    for (const event of telling) {
      socket.on(event, (/** @type {import('@parley/contracts').Message} */ message) =>
        this.record().hear(this.id, message),
      );
    }
    const again = () => {
      for (const end of this.#waiting) end({ outcome: 'cut' });
      socket.disconnect();
      setTimeout(() => this.#connect(), 100 + 300 * Math.random());
    };
    socket.once('connect_error', again);
    socket.once('disconnect', again);
  }
}
