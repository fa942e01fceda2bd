import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const require = createRequire(import.meta.url);
const embedded = fileURLToPath(new URL('../../apps/api/dist/platform/database/embedded/index.js', import.meta.url));

/** Loaded with every backend, silent until a measurement wishes to see plans; then all of a statement's plan is told. */
const settings = {
  shared_preload_libraries: 'auto_explain',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_format': 'json',
  'auto_explain.log_timing': 'off',
  log_line_prefix: '@%a@ ',
};

/**
 * Each flush of the log is held up, as by a disk that takes its time: what came meanwhile goes with the next one.
 * @param {number} ms
 * @returns {Record<string, string>}
 */
const delayed = (ms) => (ms > 0 ? { commit_delay: `${ms * 1000}`, commit_siblings: '0' } : {});

/** A PostgreSQL for one run, the one that the server brings, set as the server sets it. @param {{ commitDelay?: number }} [how] */
export async function startCluster({ commitDelay = 0 } = {}) {
  const { EmbeddedPostgres } = /** @type {typeof import('../../apps/api/src/platform/database/embedded')} */ (
    require(embedded)
  );
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-db-'));
  // PostgreSQL's own account has to get through where root measures.
  await chmod(folder, 0o711);
  const cluster = await EmbeddedPostgres.start(folder, { ...settings, ...delayed(commitDelay) });
  const log = () => readFile(join(folder, 'postgres', 'server.log'), 'utf8');
  return {
    postmaster: Number((await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]),
    log,
    /** A database of this name, made if it is not there. @param {string} name */
    async database(name) {
      const url = await cluster.ensureDatabase(name);
      const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'bench' });
      // Of a measurement that ran out of time, the connections are still there when the database goes.
      pool.on('error', () => undefined);
      return { url, pool };
    },
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startCluster>>} Cluster */
