import { createRequire } from 'node:module';
import { addPeople, tokenOf } from '../../stage/people.mjs';
import { Record } from '../oracle/record.mjs';
import { Person } from './person.mjs';

/**
 * @typedef {import('../stage/stage.mjs').Stage} Stage
 * @typedef {{ open: string, window: string }} Rooms
 */

const { ParleyClient } = /** @type {typeof import('@parley/client')} */ (
  createRequire(import.meta.url)('@parley/client')
);

const names = ['owner', 'bea', 'cyn', 'dan', 'guest', 'visitor', 'stranger'];
const readers = 2;
const password = 'correct horse battery';

/** The people of a run: those who speak the wire and write all down, and those who sit at clients as people have them. */
export class Crowd {
  record = new Record();
  /** @type {Person[]} */
  people = [];
  /** @type {import('@parley/client').ParleyClient[]} */
  readers = [];

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
  }

  async arrive() {
    const { pool, url } = this.stage;
    // An account is an owner, and the first; none of these people ends up with rights of the server.
    const first = await this.#reader(0);
    const ids = await addPeople(pool, 'p', names.length);
    this.people = names.map((name, at) => {
      const id = ids[at] ?? '';
      return new Person({ id, name, token: tokenOf(id), url }, () => this.record);
    });
    for (const person of this.people) person.arrive();
    const others = await Promise.all(Array.from({ length: readers - 1 }, (_, at) => this.#reader(at + 1)));
    this.readers = [first, ...others];
  }

  leave() {
    for (const person of this.people) person.leave();
    for (const reader of this.readers) reader.stop();
  }

  /** @param {string} name */
  person(name) {
    const found = this.people.find((person) => person.name === name);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  }

  /** Those who stay in all rooms for the whole scene. */
  get members() {
    return ['owner', 'bea', 'cyn', 'dan'].map((name) => this.person(name));
  }

  /** Those who come and go. */
  get guests() {
    return [this.person('guest'), this.person('visitor')];
  }

  /** Rooms of a scene's own; one shows all of its history, one what was said since one came. @returns {Promise<Rooms>} */
  async furnish() {
    const owner = this.person('owner');
    const memberIds = [...this.members, ...this.guests].map(({ id }) => id);
    const all = [...memberIds, ...this.readers.map(({ session }) => session.me?.id ?? '')];
    const make = async (/** @type {'all' | 'joined'} */ history) => {
      const answer = await owner.http('POST', '/api/chat', { kind: 'group', name: history, history, memberIds: all });
      if (answer.outcome !== 'answered') throw new Error(`No room could be made: ${JSON.stringify(answer)}.`);
      return /** @type {{ id: string }} */ (answer.data).id;
    };
    return { open: await make('all'), window: await make('joined') };
  }

  /** @param {number} at */
  async #reader(at) {
    const client = new ParleyClient({ baseUrl: this.stage.url, session: 'token' });
    const username = `reader${at}`;
    await client.session.register({ email: `${username}@example.org`, username, password, name: username });
    client.start();
    return client;
  }
}
