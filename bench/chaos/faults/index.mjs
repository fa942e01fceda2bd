import { nodeFaults } from './nodes.mjs';

/**
 * @typedef {import('../scene.mjs').World & { rooms: import('../crowd/crowd.mjs').Rooms, record: import('../oracle/record.mjs').Record }} Situation
 * @typedef {object} Fault
 * @property {string} name
 * @property {import('../stage/services.mjs').ServiceName[]} [needs] besides PostgreSQL
 * @property {(situation: Situation) => Promise<string[] | void>} happen begins, lasts and heals; returns what is worth saying
 */

export const faults = [...nodeFaults];
