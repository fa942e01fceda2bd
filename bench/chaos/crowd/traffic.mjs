import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf } from '../random.mjs';
import { until } from '../until.mjs';
import { exchange } from './asking.mjs';

/**
 * @typedef {import('./crowd.mjs').Crowd} Crowd
 * @typedef {import('./crowd.mjs').Rooms} Rooms
 * @typedef {import('./person.mjs').Person} Person
 * @typedef {import('../random.mjs').Random} Random
 * @typedef {import('../oracle/record.mjs').Send} Send
 */

/** Refusals that pass: whoever hears one tries the same again. */
const passing = new Set(['unavailable', 'internal', 'rate.limited', 'body_store.unavailable']);
/** Of a client's messages on their way. */
const waitingMost = 5;
const emojis = ['👍', '🎉', '⚓'];

/** What people do while faults happen: send, read, edit, react, delete, ask for what is not theirs, come and go. */
export class Traffic {
  #over = new AbortController();
  /** @type {Promise<void>[]} */
  #loops = [];

  /** @param {Crowd} crowd @param {Rooms} rooms @param {Random} random */
  constructor(crowd, rooms, random) {
    this.crowd = crowd;
    this.rooms = rooms;
    this.random = random;
  }

  begin() {
    const { crowd } = this;
    for (const person of [...crowd.members, ...crowd.guests]) {
      this.#loops.push(this.#loop(() => this.#act(person), 120));
    }
    this.#loops.push(this.#loop(() => this.#moveGuest(), 400));
    this.#loops.push(this.#loop(() => this.#register(), 3_000));
    for (const reader of crowd.readers) this.#loops.push(this.#loop(() => this.#talk(reader), 400));
  }

  /** Nothing new is begun; what was begun is tried until it is settled, or `withinMs` are over. */
  async rest(withinMs = 30_000) {
    this.#over.abort();
    const all = Promise.all(this.#loops).then(() => this.#haveSent(withinMs));
    return Promise.race([all, sleep(withinMs, false, { ref: false })]);
  }

  /** @param {number} withinMs */
  #haveSent(withinMs) {
    return until(() => this.crowd.readers.every(({ connection }) => connection.pending === 0), withinMs);
  }

  /** @param {() => Promise<void>} doing @param {number} pauseMs */
  async #loop(doing, pauseMs) {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await doing();
      await sleep(pauseMs * (0.5 + this.random()), undefined, { signal }).catch(() => undefined);
    }
  }

  /** @param {Person} person */
  async #act(person) {
    const conversationId = oneOf(this.random, [this.rooms.open, this.rooms.window]);
    const mine = this.#acknowledged(person.id);
    const chance = this.random();
    const last = mine.at(-1);
    if (chance < 0.55 || !last) return this.#send(person, conversationId);
    if (chance < 0.63) return this.#repeat(person, oneOf(this.random, mine));
    if (chance < 0.75) return this.#read(person, conversationId);
    if (chance < 0.83)
      return this.#ask(person, 'message:edit', { messageId: last.acks[0]?.id, text: `${last.text} again` });
    if (chance < 0.87) return this.#ask(person, 'message:delete', { messageId: last.acks[0]?.id, for: 'everyone' });
    if (chance < 0.95) return this.#react(person);
    await person.http('GET', `/api/chat/${conversationId}/messages?limit=20`);
  }

  /** @param {Person} person @param {string} event @param {object} payload */
  async #ask(person, event, payload) {
    await person.ask(event, payload);
  }

  /**
   * Until it is acknowledged or refused for good. Some give up after a first attempt that was not answered: nobody knows then.
   * @param {Person} person @param {string} conversationId
   */
  async #send(person, conversationId) {
    const send = this.crowd.record.send({ senderId: person.id, conversationId });
    const givesUp = this.random() < 0.15;
    const byHttp = this.random() < 0.15;
    for (;;) {
      const answer = await person.attempt(send, { byHttp });
      if (answer.outcome === 'answered') return;
      if (answer.outcome === 'refused' && !passing.has(answer.code)) return;
      if (answer.outcome !== 'away' && givesUp) return;
      await sleep(100 + 300 * this.random());
    }
  }

  /** The same once more, later, by the other door and with other words. @param {Person} person @param {Send} send */
  async #repeat(person, send) {
    await person.attempt(send, { byHttp: this.random() < 0.5, text: `not ${send.text}` });
  }

  /** @param {Person} person @param {string} conversationId */
  async #read(person, conversationId) {
    const { told, reads } = this.crowd.record;
    const seq = told.findLast((one) => one.userId === person.id && one.conversationId === conversationId)?.seq;
    if (seq === undefined) return;
    const read = { userId: person.id, conversationId, seq, acknowledged: false };
    reads.push(read);
    const { outcome } = await person.ask('message:read', { conversationId, seq });
    read.acknowledged = outcome === 'answered';
  }

  /** @param {Person} person */
  async #react(person) {
    const heard = this.crowd.record.told.findLast(({ userId }) => userId === person.id);
    const on = this.random() < 0.7;
    if (heard) await person.ask('message:react', { messageId: heard.id, emoji: oneOf(this.random, emojis), on });
  }

  /** Out of a room, or back into it; asked until it is known to be done. */
  async #moveGuest() {
    const { record } = this.crowd;
    const owner = this.crowd.person('owner');
    const { id: userId } = oneOf(this.random, this.crowd.guests);
    const conversationId = oneOf(this.random, [this.rooms.open, this.rooms.window]);
    const last = record.moves.findLast((move) => move.userId === userId && move.conversationId === conversationId);
    const kind = last?.kind === 'removed' ? 'added' : 'removed';
    const move = record.move(kind, conversationId, userId);
    const path = `/api/chat/${conversationId}/members`;
    while (move.endedAt === null) {
      const answer =
        kind === 'added'
          ? await owner.http('POST', path, { userIds: [userId] })
          : await owner.http('DELETE', `${path}/${userId}`);
      const isDone = answer.outcome === 'answered' || (answer.outcome === 'refused' && answer.code === 'not_found');
      if (isDone) move.endedAt = performance.now();
      else await sleep(200);
    }
  }

  /** Somebody new, who is to be sent one mail: work behind the commit whose effect can be counted. */
  async #register() {
    const username = `n${randomUUID().replaceAll('-', '').slice(0, 20)}`;
    const mail = { email: `${username}@example.org`, acknowledged: false };
    this.crowd.record.mails.push(mail);
    const body = { email: mail.email, username, password: 'correct horse battery', name: username, session: 'token' };
    const url = `${this.crowd.stage.url}/api/auth/register`;
    const { outcome } = await exchange(this.crowd.record, { who: 'somebody new', method: 'POST', url, body });
    mail.acknowledged = outcome === 'answered';
  }

  /** @param {import('@parley/client').ParleyClient} reader */
  async #talk(reader) {
    const conversationId = oneOf(this.random, [this.rooms.open, this.rooms.window]);
    // One who is offline for long does not write for all of it.
    if (reader.connection.pending >= waitingMost) return;
    const text = randomUUID();
    const clientId = reader.send(conversationId, text);
    this.crowd.record.send({ senderId: reader.session.me?.id ?? '', conversationId, text, clientId });
    reader.markRead(conversationId, Number.MAX_SAFE_INTEGER);
    await Promise.resolve();
  }

  /** @param {string} senderId */
  #acknowledged(senderId) {
    return this.crowd.record.sends.filter((send) => send.senderId === senderId && send.acks.length > 0).slice(-20);
  }
}
