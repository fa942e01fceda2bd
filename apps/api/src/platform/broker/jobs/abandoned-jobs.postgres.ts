import type { PoolClient } from 'pg';
import type { Database } from '../../database';
import type { Log } from '../../logging';
import { Periodic } from '../../turns';
import type { DeadLetters } from '../dead-letters/dead-letters';

const everyMs = 5_000;
const most = 100;
/** Tells our advisory locks from others'. */
const kind = 'parley.jobs';

interface Failed {
  id: string;
  queue: string;
  payload: { messages?: { id?: unknown; topic?: unknown; payload?: unknown }[] };
  reason: string | null;
}

/**
 * Jobs whose worker is gone. Graphile Worker gives them four hours; here each pool of workers has an advisory lock, held by a
 * connection of this process, which a killed process loses at once: whoever can take that lock lets the jobs go. Those that
 * failed as a whole too often become dead letters.
 */
export class AbandonedJobs {
  private readonly pools = new Set<string>();
  private held = new Set<string>();
  private holder: PoolClient | undefined;
  private readonly looking: Periodic;

  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    log: Log,
  ) {
    const failure = 'abandoned jobs could not be looked for';
    this.looking = new Periodic(log, { failure, everyMs, run: () => this.sweep() });
  }

  watch(poolId: string): void {
    this.pools.add(poolId);
    this.looking.start(0);
  }

  /** Its workers have ended. All locks go with the connection, and those still needed are taken again. */
  unwatch(poolId: string): void {
    this.pools.delete(poolId);
    this.letGo();
    this.looking.soon();
  }

  async stop(): Promise<void> {
    await this.looking.stop();
    this.letGo();
  }

  private async sweep(): Promise<void> {
    await this.hold();
    await this.database.pool.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(id)) FROM (
         SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs
         WHERE locked_by IS NOT NULL AND locked_by <> ALL ($2::text[])
       ) taken WHERE pg_try_advisory_xact_lock(hashtext($1), hashtext(id))`,
      [kind, [...this.pools]],
    );
    await this.bury();
  }

  private async hold(): Promise<void> {
    const client = this.holder ?? (await this.take());
    for (const id of this.pools) {
      if (this.held.has(id)) continue;
      await client.query('SELECT pg_advisory_lock(hashtext($1), hashtext($2))', [kind, id]);
      this.held.add(id);
    }
  }

  private async take(): Promise<PoolClient> {
    const client = await this.database.pool.connect();
    this.holder = client;
    client.once('error', () => this.letGo());
    return client;
  }

  /** The connection ends, and the locks with it. */
  private letGo(): void {
    const { holder } = this;
    this.holder = undefined;
    this.held = new Set();
    holder?.release(true);
  }

  private async bury(): Promise<void> {
    const { rows } = await this.database.pool.query<Failed>(
      `SELECT j.id::text AS id, t.identifier AS queue, j.payload, j.last_error AS reason
       FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL LIMIT ${most}`,
    );
    if (rows.length === 0) return;
    await this.deadLetters.park(
      rows.flatMap(({ id, queue, payload, reason }) =>
        (payload.messages ?? [payload]).map((message, place) => ({
          queue: queue.replace(/\.queue$/, ''),
          id: 'id' in message ? String(message.id) : `job.${id}.${place}`,
          topic: 'topic' in message ? String(message.topic) : null,
          payload: 'payload' in message ? message.payload : message,
          reason: `the job failed as a whole: ${reason ?? 'its process died'}`,
        })),
      ),
    );
    await this.database.pool.query('SELECT graphile_worker.complete_jobs($1::bigint[])', [rows.map(({ id }) => id)]);
  }
}
