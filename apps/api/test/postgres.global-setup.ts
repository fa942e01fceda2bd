import { runMigrations } from 'graphile-worker';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../src/platform/database/embedded';
import { migrate } from '../src/platform/database/migrations';
import { ADDRESS, TEMPLATE } from './postgres';

export interface Running {
  parleyTestPostgres?: () => Promise<void>;
}

/** One PostgreSQL for the whole run; every test takes a copy of the migrated template. */
export default async function startPostgres(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-jest-'));
  // Passable, or as root the cluster would go to /var/lib and stay there.
  await chmod(dataDir, 0o711);
  const postgres = await EmbeddedPostgres.start(dataDir, {
    max_connections: 200,
    // It is thrown away at the end, so nothing need survive a power cut.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  (globalThis as Running).parleyTestPostgres = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const template = await postgres.ensureDatabase(TEMPLATE);
  await migrate(template);
  // A server would do it behind its start, in every test anew.
  await runMigrations({ connectionString: template });
  process.env[ADDRESS] = postgres.url('postgres');
}
