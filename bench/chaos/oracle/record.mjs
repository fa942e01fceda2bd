import { randomUUID } from 'node:crypto';

/**
 * @typedef {{ at: number, id: string, seq: number }} Acknowledged
 * @typedef {{ clientId: string, senderId: string, conversationId: string, text: string, begunAt: number, acks: Acknowledged[], refusals: string[] }} Send
 * @typedef {{ who: string, what: string, begunAt: number, endedAt: number | null, outcome: 'answered' | 'refused' | 'cut' | 'silent' | null, code: string | null }} Ask
 * @typedef {{ at: number, userId: string, conversationId: string, id: string, seq: number }} Told
 * @typedef {{ kind: 'added' | 'removed', conversationId: string, userId: string, begunAt: number, endedAt: number | null }} Move
 * @typedef {{ userId: string, conversationId: string, seq: number, acknowledged: boolean }} Read
 * @typedef {{ email: string, acknowledged: boolean }} MailAsked
 */

/** What every client of a scene sent, saw and was told, and when, by one clock. */
export class Record {
  /** @type {Send[]} */
  sends = [];
  /** @type {Ask[]} */
  asks = [];
  /** @type {Told[]} */
  told = [];
  /** @type {Move[]} */
  moves = [];
  /** @type {Read[]} */
  reads = [];
  /** @type {MailAsked[]} */
  mails = [];
  /** When what looked like a connection was none, so that silence was nobody's fault. @type {{ from: number, to: number }[]} */
  severed = [];
  /** When the control's answer was due: so much of an answer's time was the machine's. @type {{ from: number, to: number }[]} */
  waits = [];
  /** How long a node was held: by so much its word may be older. */
  heldMs = 0;

  /** @param {Pick<Send, 'senderId' | 'conversationId'> & Partial<Pick<Send, 'text' | 'clientId'>>} what @returns {Send} */
  send({ senderId, conversationId, clientId = randomUUID(), text = clientId }) {
    const begunAt = performance.now();
    /** @type {Send} */
    const send = { clientId, senderId, conversationId, text, begunAt, acks: [], refusals: [] };
    this.sends.push(send);
    return send;
  }

  /** @param {string} who @param {string} what @returns {Ask} */
  ask(who, what) {
    const ask = { who, what, begunAt: performance.now(), endedAt: null, outcome: null, code: null };
    this.asks.push(ask);
    return ask;
  }

  /** @param {string} userId @param {{ conversationId: string, id: string, seq: number }} message */
  hear(userId, { conversationId, id, seq }) {
    this.told.push({ at: performance.now(), userId, conversationId, id, seq });
  }

  /** @param {Move['kind']} kind @param {string} conversationId @param {string} userId @returns {Move} */
  move(kind, conversationId, userId) {
    /** @type {Move} */
    const move = { kind, conversationId, userId, begunAt: performance.now(), endedAt: null };
    this.moves.push(move);
    return move;
  }
}
