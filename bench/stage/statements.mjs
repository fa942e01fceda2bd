import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {{ 'Node Type': string, 'Relation Name'?: string, 'Actual Rows'?: number, 'Shared Hit Blocks'?: number, 'Shared Read Blocks'?: number, Plans?: PlanNode[] }} PlanNode
 * @typedef {{ 'Query Text': string, Plan: PlanNode }} Statement
 */

/** @param {PlanNode} node @returns {PlanNode[]} */
const nodesOf = (node) => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What a statement read from end to end. @param {Statement} statement */
export const scannedWhole = ({ Plan }) =>
  nodesOf(Plan)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name'] ?? '?');

/** @param {Statement} statement */
export const blocksOf = ({ Plan }) => (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0);

/** @param {string} log @returns {Statement[]} */
function statementsIn(log) {
  return log
    .split(/^@/m)
    .filter((entry) => entry.startsWith('parley@ LOG:  duration:'))
    .map((entry) => JSON.parse(entry.slice(entry.indexOf('{'))));
}

/**
 * Does something a few times with every plan told, and answers the statements of the time that took fewest: what the
 * server does by the clock falls into others. They are those the server really ran, with its parameters and its plans.
 * @param {import('./database.mjs').Cluster} cluster
 * @param {import('pg').Pool} pool
 * @param {() => Promise<unknown>} work
 */
export async function statementsOf(cluster, pool, work) {
  const tell = async (/** @type {string} */ how) => {
    await pool.query(`ALTER SYSTEM SET auto_explain.log_min_duration = ${how}`);
    await pool.query('SELECT pg_reload_conf()');
    await sleep(500);
  };
  await tell('0');
  /** @type {Statement[][]} */
  const seen = [];
  for (let time = 0; time < 5; time += 1) {
    const { length } = await cluster.log();
    await work();
    seen.push(statementsIn((await cluster.log()).slice(length)));
  }
  await tell('-1');
  const told = seen.filter(({ length }) => length > 0).toSorted((a, b) => a.length - b.length);
  if (!told[0]) throw new Error('PostgreSQL told no plan.');
  return told[0];
}
