import { startCluster } from './database.mjs';
import { startFloor, startServer } from './server.mjs';

/** What all measurements of a run share: one PostgreSQL, and one server and floor for those that only send. */
export async function setStage({ quick = false, full = false } = {}) {
  const cluster = await startCluster();
  /** @type {ReturnType<typeof raise> | undefined} */
  let raised;
  return {
    quick,
    full,
    cluster,
    rounds: quick ? { rounds: 3, warmUp: 1, seconds: 2 } : { rounds: 5, warmUp: 2, seconds: 5 },
    arena: () => (raised ??= raise(cluster)),
    async clear() {
      await (await raised)?.stop();
      await cluster.stop();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof setStage>>} Stage */

/** @param {import('./database.mjs').Cluster} cluster */
async function raise(cluster) {
  const ours = await cluster.database('parley');
  const bare = await cluster.database('floor');
  await bare.pool.end();
  const parley = await startServer(ours.url);
  const floor = await startFloor(bare.url);
  return {
    parley,
    floor,
    pool: ours.pool,
    async stop() {
      await ours.pool.end();
      await parley.stop();
      await floor.stop();
    },
  };
}
