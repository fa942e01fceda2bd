import { setTimeout as sleep } from 'node:timers/promises';
import { oneOf } from '../random.mjs';

/**
 * @typedef {import('./index.mjs').Fault} Fault
 * @typedef {import('./index.mjs').Situation} Situation
 */

/** @param {Situation} situation */
function postgresOf({ stage }) {
  const { postgres } = stage.services;
  if (!postgres) throw new Error('There is no PostgreSQL.');
  return postgres;
}

/** As by a power cut: nothing is finished, and the log is replayed. @type {Fault} */
const stop = {
  name: 'PostgreSQL: stopped immediately, back after 2 s',
  breaks: ['postgres'],
  async happen(situation) {
    const postgres = postgresOf(situation);
    await postgres.end('SIGQUIT');
    await sleep(2_000);
    await postgres.start();
  },
};

/** @type {Fault} */
const terminate = {
  name: 'PostgreSQL: all backends terminated, ten times',
  breaks: ['postgres'],
  async happen({ stage: { pool } }) {
    for (let time = 0; time < 10; time += 1) {
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name <> 'chaos' AND backend_type = 'client backend'`,
      );
      await sleep(150);
    }
  },
};

/** The commit is in the database, and the node that asked for it never hears so. @type {Fault} */
const dropAnswer = {
  name: 'PostgreSQL: connection cut after the commit was sent, five times',
  breaks: ['postgres'],
  leans: ['node', 'network'],
  async happen({ stage }) {
    for (let time = 0; time < 5; time += 1) {
      // Whichever node sends first: after others were gone, all may sit at one.
      const drops = stage.ways.map((way) => way.dropAnswerTo('send_messages').then(() => true));
      const isDropped = await Promise.race([...drops, sleep(10_000, false)]);
      for (const way of stage.ways) way.mend();
      if (!isDropped) return ['nothing was sent for 10 s'];
    }
    return [];
  },
};

/** @type {Fault} */
const hang = {
  name: 'PostgreSQL: one node’s connections hang for 4 s',
  breaks: ['postgres'],
  async happen({ stage, record, random }) {
    const way = oneOf(random, stage.ways);
    record.heldMs += 4_000;
    way.forget();
    await sleep(4_000);
    way.mend();
  },
};

/** @type {Fault} */
const slow = {
  name: 'PostgreSQL: 40 ms further away',
  breaks: ['postgres'],
  async happen({ stage }) {
    for (const way of stage.ways) way.delay(40);
    await sleep(2_500);
    for (const way of stage.ways) way.mend();
  },
};

/** Somebody's forgotten transaction holds the rows that everybody wants. @type {Fault} */
const locked = {
  name: 'PostgreSQL: a conversation locked by somebody else for 3 s',
  breaks: ['postgres'],
  async happen({ stage: { pool }, rooms }) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM conversations WHERE id = $1 FOR UPDATE', [rooms.open]);
      await sleep(3_000);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  },
};

/** What needs room is refused with a reason; PostgreSQL may even end where it cannot write its log. @type {Fault} */
const full = {
  name: 'PostgreSQL: its disk full for 4 s',
  needs: ['disk'],
  breaks: ['postgres'],
  async happen(situation) {
    const { disk, pool } = situation.stage;
    disk?.fill();
    await sleep(4_000);
    disk?.free();
    const postgres = postgresOf(situation);
    const isBack = () => pool.query('SELECT 1').then(Boolean, () => false);
    for (const end = performance.now() + 30_000; !(await isBack()); await sleep(200)) {
      if (performance.now() > end) return ['PostgreSQL did not come back within 30 s'];
      if (postgres.pid() === 0) await postgres.start();
    }
    return [];
  },
};

/** As they come where others write the same rows: each table of a send refuses now and then what it was asked. */
const refusing = `
  CREATE FUNCTION chaos_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF random() < 0.2 THEN
      RAISE EXCEPTION 'planted by chaos' USING ERRCODE = (ARRAY['40P01', '40001', '57014', '55P03'])[1 + floor(random() * 4)];
    END IF;
    RETURN NEW;
  END $$`;
const refusingTables = ['messages', 'conversations', 'memberships', 'reactions', 'outbox', 'users'];

/** @type {Fault} */
const conflicts = {
  name: 'PostgreSQL: deadlocks, serialization failures and time-outs, one write in five',
  breaks: ['postgres'],
  async happen({ stage: { pool } }) {
    // A table at a time: whoever holds one and waits for the next is himself a deadlock to those who write.
    const ofEach = async (/** @type {(table: string) => string} */ statement) => {
      for (const table of refusingTables) await pool.query(statement(table));
    };
    await pool.query(refusing);
    await ofEach(
      (table) =>
        `CREATE TRIGGER chaos_refuses BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION chaos_refuses()`,
    );
    await sleep(2_500);
    await ofEach((table) => `DROP TRIGGER chaos_refuses ON ${table}`);
    await pool.query('DROP FUNCTION chaos_refuses');
  },
};

export const postgresFaults = [stop, terminate, dropAnswer, hang, slow, locked, full, conflicts];
