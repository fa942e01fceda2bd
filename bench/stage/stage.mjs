import { missingPeers, peersOf } from '../peers/peers.mjs';
import { startCluster } from './database.mjs';
import { startFloor, startServer } from './server.mjs';

/**
 * @typedef {object} Options
 * @property {boolean} [quick]
 * @property {boolean} [full]
 * @property {boolean} [peers] whether those that are installed take part
 * @property {number} [minutes] of what runs long
 * @property {number} [sockets] dropped in a storm
 * @property {number} [commitDelay] milliseconds by which each flush of the log is held up
 */

/**
 * @typedef {{ rounds: number, firstWarmUp: number, warmUp: number, seconds: number, until: number }} Rounds
 * Seconds of warming up before all rounds, and before each; no round is begun that would end after `until`.
 */

/** In two minutes all of a selection: there are fewer rounds, and not less warming up than a compiler needs. */
const pace = {
  quick: { rounds: 3, firstWarmUp: 4, warmUp: 0.5, seconds: 1.5 },
  whole: { rounds: 5, firstWarmUp: 10, warmUp: 2, seconds: 5 },
};

/** What all measurements of a run share: one PostgreSQL, and one server and floor for those that only send. @param {Options} options */
export async function setStage({ quick = false, full = false, peers = false, minutes = 30, sockets, commitDelay = 0 }) {
  const cluster = await startCluster({ commitDelay });
  /** @type {ReturnType<typeof raise> | undefined} */
  let raised;
  /** @type {ReturnType<typeof raisePeers> | undefined} */
  let beside;
  return {
    quick,
    full,
    minutes,
    sockets,
    cluster,
    /** Of the measurement that is under way. */
    until: Number.POSITIVE_INFINITY,
    /** @returns {Rounds} */
    get rounds() {
      return { ...(quick ? pace.quick : pace.whole), until: this.until };
    },
    arena: () => (raised ??= raise(cluster)),
    /** Those who run, each started once. */
    peers: () => (beside ??= raisePeers(peers ? cluster : undefined)),
    /** Those who could run, for who starts them again and again. */
    startablePeers: () => (peers ? peersOf(cluster) : Promise.resolve([])),
    missing: () => (peers ? missingPeers() : []),
    async clear() {
      for (const peer of (await beside) ?? []) await peer.stop();
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

/** @param {import('./database.mjs').Cluster | undefined} cluster */
async function raisePeers(cluster) {
  /** @type {(import('../peers/peers.mjs').Beside & import('../peers/peers.mjs').RunningPeer)[]} */
  const running = [];
  for (const peer of cluster ? await peersOf(cluster) : []) {
    const daemon = await peer.start();
    running.push({
      ...peer,
      ...daemon,
      async stop() {
        await peer.close();
        await daemon.stop();
      },
    });
  }
  return running;
}
