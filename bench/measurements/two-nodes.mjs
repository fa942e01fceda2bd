import { atMost } from '../figures/musts.mjs';
import { interleaved } from '../load/interleaved.mjs';
import { openLoad } from '../load/round.mjs';
import { startServer } from '../stage/server.mjs';
import { seated, textOf } from './sending.mjs';

/**
 * W11: who reads is at another node than who sends, or at the same; both are nodes of one cluster, in the same rounds.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function twoNodes(stage) {
  const { REDIS_URL } = process.env;
  if (!REDIS_URL) return { rows: [], remarks: ['W11 not run: REDIS_URL names no Redis'] };
  const { url, pool } = await stage.cluster.database('two_nodes');
  const here = await startServer(url, { REDIS_URL });
  const there = await startServer(url, { REDIS_URL });
  /** @param {string} name @param {string} readAt @returns {Promise<import('../load/round.mjs').Side>} */
  const side = async (name, readAt) => {
    const seats = await seated(pool, { name, conversations: 10, receivers: 1 });
    return { name, dialect: 'parley', url: here.url, pid: here.pid, readAt, ...seats };
  };
  const sides = [await side('apart', there.url), await side('together', here.url)];
  const open = await openLoad(sides, { postmaster: stage.cluster.postmaster });
  try {
    const load = { rate: 50, warmUpRate: 300, text: textOf(200), ...stage.rounds };
    const { of, lost, remarks, turns } = await interleaved(open, sides, load);
    const { parley: apart, floor: together } = of(({ delivered }) => delivered.p50);
    const added = apart.map((ms, nth) => ms - (together[nth] ?? Number.NaN));
    return {
      rows: [
        { what: 'W11 delivered p50 ms, to another node', parley: apart, floor: together },
        { what: 'W11 added p50 ms', parley: added, ...atMost(2) },
        { what: 'W11 delivered p99 ms, to another node', ...of(({ delivered }) => delivered.p99) },
      ],
      remarks: ['1:1, 50 messages a second; floor: to the same node of the two', ...remarks],
      data: turns,
      isVoid: lost > 0,
    };
  } finally {
    await open.close();
    await there.stop();
    await here.stop();
    await pool.end();
  }
}
