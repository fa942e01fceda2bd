import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { until } from '../until.mjs';

/** @typedef {import('./index.mjs').Fault} Fault */

const { migrate, readMigrations } = /** @type {typeof import('../../../apps/api/src/platform/database/migrations')} */ (
  createRequire(import.meta.url)(
    fileURLToPath(new URL('../../../apps/api/dist/platform/database/migrations', import.meta.url)),
  )
);

/** As one of a later version: it only adds. The second is for a table that is large. */
const expand = {
  name: '99990101000000_chaos',
  oldest: '0.1.0',
  sql: `ALTER TABLE conversations ADD COLUMN chaos_mood text;
    ALTER TABLE messages ADD COLUMN chaos_mood text, ADD COLUMN chaos_weight int NOT NULL DEFAULT 0;
    SELECT pg_sleep(1);
    CREATE INDEX chaos_mood ON messages (conversation_id, chaos_mood)`,
};

/** What another version does when nobody uses it any more; given up and begun again where others hold the tables. */
const contract = `SET LOCAL lock_timeout = '2s';
  ALTER TABLE conversations DROP COLUMN chaos_mood;
  ALTER TABLE messages DROP COLUMN chaos_mood, DROP COLUMN chaos_weight;
  DELETE FROM _prisma_migrations WHERE migration_name = '${expand.name}'`;

/** A newer version migrates while both nodes of this one go on beside it. @type {Fault} */
const live = {
  name: 'PostgreSQL: migrated under live traffic',
  leans: ['postgres', 'node', 'network'],
  async happen({ stage }) {
    const { nodes, pool, services } = stage;
    const acknowledged = async () => Number((await pool.query('SELECT count(*) FROM messages')).rows[0]?.count);
    const migrations = [...readMigrations(), expand];
    // One that meets a deadlock, or waits too long for a table, keeps nothing and says so: it is started again.
    const isApplied = await until(
      () => migrate(services.postgres?.url ?? '', { migrations, version: '99.0.0' }).then(Boolean, () => false),
      20_000,
      500,
    );
    const before = await acknowledged();
    const goesOn = await until(async () => (await acknowledged()) > before, 10_000);
    const answers = await Promise.all(
      nodes.map(({ url }) => fetch(`${url}/health/ready`).then(({ status }) => status)),
    );
    const isUndone = await until(() => pool.query(contract).then(Boolean, () => false), 20_000, 200);
    return [
      isApplied ? '' : 'it could not be migrated',
      goesOn ? '' : 'nobody wrote any more',
      answers.every((status) => status === 200) ? '' : `the nodes answered ${answers.join()} beside a newer schema`,
      isUndone ? '' : 'the tables could not be had to undo it',
    ].filter(Boolean);
  },
};

export const migrationFaults = [live];
