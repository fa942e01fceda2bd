// Other people's servers, measured beside ours when this machine has them (Debian: ejabberd erlang-p1-pgsql prosody
// lua-dbi-postgresql). All speak XMPP over WebSocket and keep an archive in the same PostgreSQL.
import { ejabberd } from './ejabberd.mjs';
import { prosody } from './prosody.mjs';

/**
 * @typedef {{ host: string, sql_port: number, user: string, password: string, database: string }} DatabaseParts
 * @typedef {{ url: string, pid: number, stop: () => Promise<void> }} RunningPeer
 * @typedef {object} Peer
 * @property {() => boolean} isInstalled
 * @property {(pool: import('pg').Pool) => Promise<void>} prepare what has to be in its database before it starts
 * @property {(database: DatabaseParts) => Promise<RunningPeer>} start
 * @property {(pool: import('pg').Pool, names: string[], password: string) => Promise<void>} addPeople
 */

/** @type {Record<string, Peer>} */
const known = { ejabberd, prosody };

const password = 'measured';

export const missingPeers = () => Object.keys(known).filter((name) => !known[name]?.isInstalled());

/** @param {string} url @returns {DatabaseParts} */
function partsOf(url) {
  const { hostname, port, username, password: secret, pathname } = new URL(url);
  return { host: hostname, sql_port: Number(port), user: username, password: secret, database: pathname.slice(1) };
}

/**
 * Each installed peer with a database of its own; not started yet.
 * @param {import('../stage/database.mjs').Cluster} cluster
 */
export async function peersOf(cluster) {
  const present = Object.entries(known).filter(([, peer]) => peer.isInstalled());
  return Promise.all(
    present.map(async ([name, peer]) => {
      const { url, pool } = await cluster.database(name);
      await peer.prepare(pool);
      return {
        name,
        start: () => peer.start(partsOf(url)),
        /** @param {string[]} names */
        addPeople: (names) => peer.addPeople(pool, names, password),
        close: () => pool.end(),
      };
    }),
  );
}

/** @typedef {Awaited<ReturnType<typeof peersOf>>[number]} Beside */

/** A seat of a peer's person. @param {string} user @param {string} room @param {boolean} [sends] @returns {import('../load/dialects.mjs').Seat} */
export const seatAt = (user, room, sends = false) => ({ token: password, user, room, sends });
