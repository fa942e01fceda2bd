import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from '../figures/musts.mjs';
import { cpuOf, residentKiB } from '../figures/processor.mjs';
import { startFloor, startServer } from '../stage/server.mjs';

const settleMs = 6_000;

/** @param {() => Promise<import('../stage/server.mjs').Running>} start */
async function once(start) {
  const server = await start();
  try {
    const cpu = cpuOf(server.pid);
    await sleep(settleMs);
    return { seconds: server.readyMs / 1_000, cpu, megabytes: residentKiB(server.pid) / 1_024 };
  } finally {
    await server.stop();
  }
}

/**
 * W13: from the start of the built server to its being ready, and what it holds when nobody is there. The database is
 * another's, and has its tables.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function starting({ cluster, quick }) {
  const { url, pool } = await cluster.database('starting');
  await pool.end();
  await (await startServer(url)).stop();
  /** @type {Awaited<ReturnType<typeof once>>[]} */
  const parley = [];
  /** @type {Awaited<ReturnType<typeof once>>[]} */
  const floor = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1) {
    parley.push(await once(() => startServer(url)));
    floor.push(await once(() => startFloor(url)));
  }
  const of = (/** @type {'seconds' | 'cpu' | 'megabytes'} */ key) => ({
    parley: parley.map((one) => one[key]),
    floor: floor.map((one) => one[key]),
  });
  return {
    rows: [
      { what: 'W13 ready, s', ...of('seconds'), ...atMost(2.5) },
      { what: 'W13 CPU up to then, s', ...of('cpu') },
      { what: 'W13 idle, MB', ...of('megabytes'), ...atMost(220) },
    ],
  };
}
