import { bodyFaults } from './bodies.mjs';
import { networkFaults } from './network.mjs';
import { nodeFaults } from './nodes.mjs';
import { postgresFaults } from './postgres.mjs';
import { redisFaults } from './redis.mjs';
import { workerFaults } from './workers.mjs';

/**
 * @typedef {import('../scene.mjs').World & { rooms: import('../crowd/crowd.mjs').Rooms, record: import('../oracle/record.mjs').Record }} Situation
 * @typedef {object} Fault
 * @property {string} name
 * @property {import('../stage/services.mjs').Need[]} [needs] besides PostgreSQL
 * @property {(situation: Situation) => Promise<string[] | void>} happen begins, lasts and heals; returns what went against the promise
 */

/** @type {Fault[]} */
export const faults = [
  ...nodeFaults,
  ...postgresFaults,
  ...redisFaults,
  ...workerFaults,
  ...bodyFaults,
  ...networkFaults,
];
