import { mkdir, readFile } from 'node:fs/promises';
import { chownSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../stage/server.mjs';
import { accountOf, furnish, startDaemon } from './daemon.mjs';

const schema = '/usr/share/ejabberd/sql/pg.sql';

/** @type {import('./peers.mjs').Peer} */
export const ejabberd = {
  isInstalled: () => existsSync('/usr/sbin/ejabberdctl') && existsSync(schema),

  async prepare(pool) {
    const { rows } = await pool.query(`SELECT to_regclass('archive') AS there`);
    if (!rows[0].there) await pool.query(await readFile(schema, 'utf8'));
  },

  /** Without a node's name: nothing else is to find it, and no daemon of Erlang's is left behind. */
  async start(database) {
    const port = await freePort();
    const { folder, config } = await furnish('ejabberd', 'ejabberd.yml', { ...database, port });
    const spool = join(folder, 'spool');
    await mkdir(spool);
    const { uid, gid } = accountOf('ejabberd');
    if (uid !== undefined) chownSync(spool, uid, gid);
    const machine = '+K true +P 500000 +sbwt none +sbwtdcpu none +sbwtdio none -noinput'.split(' ');
    const env = {
      EJABBERD_CONFIG_PATH: config,
      EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
      ERL_LIBS: '/usr/lib/x86_64-linux-gnu',
      ERL_MAX_PORTS: '65536',
      ERL_CRASH_DUMP_BYTES: '0',
    };
    const args = [...machine, '-mnesia', 'dir', JSON.stringify(spool), '-s', 'ejabberd'];
    const daemon = await startDaemon({ name: 'ejabberd', command: 'erl', args, env, folder, port });
    return { ...daemon, url: `ws://127.0.0.1:${port}/ws` };
  },

  async addPeople(pool, names, password) {
    await pool.query('INSERT INTO users (username, password) SELECT unnest($1::text[]), $2', [names, password]);
  },
};
