import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../stage/server.mjs';
import { furnish, startDaemon } from './daemon.mjs';

/** @type {import('./peers.mjs').Peer} */
export const prosody = {
  isInstalled: () => existsSync('/usr/bin/prosody'),

  /** It makes its own tables when it starts. */
  prepare: () => Promise.resolve(),

  async start(database) {
    const port = await freePort();
    const { folder, config } = await furnish('prosody', 'prosody.cfg.lua', { ...database, port });
    const args = ['--config', config, '-F'];
    const daemon = await startDaemon({ name: 'prosody', command: 'prosody', args, folder, port });
    return { ...daemon, url: `ws://127.0.0.1:${port}/xmpp-websocket` };
  },

  async addPeople(pool, names, password) {
    // It listens before it has made its tables.
    while (!(await pool.query(`SELECT to_regclass('prosody') AS there`)).rows[0].there) await sleep(100);
    await pool.query(
      `INSERT INTO prosody (host, "user", store, key, type, value)
       SELECT 'localhost', unnest($1::text[]), 'accounts', 'password', 'string', $2`,
      [names, password],
    );
  },
};
