import { interleaved } from '../load/interleaved.mjs';
import { openLoad } from '../load/round.mjs';
import { startFloor } from '../stage/server.mjs';
import { sidesOf, textOf } from './sending.mjs';

/** Many short ones: what others take of the machine changes by the second, and is to meet both sides alike. */
const manyRounds = { rounds: 25, firstWarmUp: 10, warmUp: 0.5, seconds: 2 };

/**
 * The same on both sides: what is measured between them is what the measuring adds.
 * @param {import('../stage/stage.mjs').Stage} stage
 * @returns {Promise<import('../figures/report.mjs').Measured>}
 */
export async function selfTest(stage) {
  const { url, pool } = await stage.cluster.database('floor');
  await pool.end();
  const twin = await startFloor(url);
  const [, floor] = await sidesOf(stage, { name: 'AA', conversations: 1, receivers: 50 });
  const other = { ...floor, name: 'twin', url: twin.url, pid: twin.pid };
  const open = await openLoad([other, floor], { postmaster: stage.cluster.postmaster });
  try {
    const load = { rate: 100, text: textOf(200), ...stage.rounds, ...(stage.quick ? {} : manyRounds) };
    const { of, lost, remarks, turns } = await interleaved(open, [other, floor], load);
    const near = {
      must: '1.00 ± 0.10',
      holds: (/** @type {import('../figures/report.mjs').Medians} */ { ratio }) => Math.abs(ratio - 1) <= 0.1,
    };
    const rows = [
      { what: 'A/A CPU ms per 1,000 deliveries', ...of(({ cost }) => cost), ...near },
      { what: 'A/A delivered p50 ms', ...of(({ delivered }) => delivered.p50) },
    ];
    return { rows, remarks: ['two floors, as W2', ...remarks], data: turns, isVoid: lost > 0 };
  } finally {
    await open.close();
    await twin.stop();
  }
}
