import { bodyFaults } from './bodies.mjs';
import { migrationFaults } from './migration.mjs';
import { networkFaults } from './network.mjs';
import { nodeFaults } from './nodes.mjs';
import { postgresFaults } from './postgres.mjs';
import { redisFaults } from './redis.mjs';
import { workerFaults } from './workers.mjs';

/**
 * @typedef {import('../scene.mjs').World & { rooms: import('../crowd/crowd.mjs').Rooms, record: import('../oracle/record.mjs').Record }} Situation
 * @typedef {'node' | 'postgres' | 'redis' | 'rabbitmq' | 'mongo' | 'network'} Part
 * @typedef {object} Fault
 * @property {string} name
 * @property {import('../stage/services.mjs').Need[]} [needs] besides PostgreSQL
 * @property {Part[]} [breaks] what it disturbs
 * @property {Part[]} [leans] what has to be whole besides for it to take its course
 * @property {boolean} [isLong] takes a minute or more: only where that is asked for
 * @property {(situation: Situation) => Promise<string[] | void>} happen begins, lasts and heals; returns what went against the promise
 */

/** @type {Fault[]} */
export const faults = [
  ...nodeFaults,
  ...postgresFaults,
  ...migrationFaults,
  ...redisFaults,
  ...workerFaults,
  ...bodyFaults,
  ...networkFaults,
];
