import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dialects } from '../../load/dialects.mjs';
import { makeSheep } from '../../load/herd.mjs';
import { openWire } from '../../load/wire.mjs';
import { addConversations, addPeople, tokenOf } from '../../stage/people.mjs';
import { exchange } from './asking.mjs';

/** @typedef {import('../faults/index.mjs').Situation} Situation */

/** Sockets that come in at a time. */
const atOnce = 16;
/** Each of what is said is told to all of them. */
const betweenMs = 500;
const draining = { told: '42["server:draining"', mark: '"retryInMs":' };

/** Very many raw sockets of one group at one node, as many people: they hear when they are sent away, and come back by the balancer. */
export class Herd {
  told = 0;
  sent = 0;
  /** @type {import('../../load/herd.mjs').Sheep[]} */
  #sheep = [];
  /** @type {Promise<unknown>[]} */
  #gone = [];

  /** @param {Situation} situation @param {import('../../load/dialects.mjs').Seat[]} seats */
  constructor(situation, seats) {
    this.situation = situation;
    this.seats = seats;
  }

  /** @param {Situation} situation @param {number} count */
  static async of(situation, count) {
    const { pool } = situation.stage;
    const people = await addPeople(pool, `herd${randomUUID().slice(0, 8)}`, count);
    const [room = ''] = await addConversations(pool, 'group', [people]);
    return new Herd(
      situation,
      people.map((id) => ({ token: tokenOf(id), room })),
    );
  }

  /** @param {string} url */
  async settleAt(url) {
    const rest = [...this.seats];
    const lane = async () => {
      for (let seat = rest.pop(); seat; seat = rest.pop()) {
        const wire = await openWire(url, { ...dialects.parley, ...draining }, seat, () => (this.told += 1));
        this.#gone.push(wire.closed());
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  /** One of them says something until it is acknowledged, again and again until it is over. @param {AbortSignal} over */
  async talk(over) {
    const { record, stage } = this.situation;
    const [seat] = this.seats;
    if (!seat) return;
    const url = `${stage.url}/api/chat/${seat.room}/messages`;
    while (!over.aborted) {
      const body = { clientId: randomUUID(), text: 'to a herd' };
      for (;;) {
        const { outcome } = await exchange(record, { who: 'herd', method: 'POST', url, token: seat.token, body });
        if (outcome === 'answered') break;
        await sleep(100);
      }
      this.sent += 1;
      await sleep(betweenMs);
    }
  }

  /** Each as soon as it is gone. */
  async comesBack() {
    const { url } = this.situation.stage;
    this.#sheep = this.seats.map((seat) => makeSheep(url, dialects.parley, seat));
    await Promise.all(
      this.#sheep.map((sheep, nth) => (this.#gone[nth] ?? Promise.resolve()).then(() => sheep.comesBack())),
    );
  }

  /** How many of them do not know of everything that was said. */
  async behind() {
    const heads = await Promise.all(this.#sheep.map((sheep) => sheep.heads()));
    return heads.filter((head) => !head.includes(`"seq":${this.sent},`)).length;
  }

  leaves() {
    for (const sheep of this.#sheep) sheep.leaves();
  }
}
