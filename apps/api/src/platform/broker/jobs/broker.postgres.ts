import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner, SharedOptions, WorkerEvents, WorkerUtils } from 'graphile-worker';
import type { Database } from '../../database';
import { type Carried, type Patience, attempt, patience, readCarried } from '../attempt';
import { type Binding, Broker, type BrokerMessage, type Handle } from '../broker.port';
import type { DeadLetters } from '../dead-letters/dead-letters';
import type { Reports } from '../reports';
import { type QueueName, matches, queueNames, queueOf } from '../topics';
import { AbandonedJobs } from './abandoned-jobs.postgres';

/** A job holds several messages: a job each would cost more than the sends do. */
const inJob = 100;
/** Of a queue: slow work in one holds up no other. */
const jobsAtOnce = 2;
/** Messages of a job that are worked on at a time. */
const messagesAtOnce = 8;
const pollMs = 2_000;
const againMs = 1_000;
/** Of a job as a whole: its process died, or the database went away, in the middle of each. */
const maxAttempts = 8;
const where = 'PostgreSQL';
/**
 * Together, and therefore awaited: one by one the library lets go of the promise, and a database that goes away at that
 * moment ends the process.
 */
const finishing = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };
/** Of the library's own lines, those worth keeping: the others name every job. */
const failures: readonly string[] = ['error'];

/** Jobs in the PostgreSQL that everything else is in: nothing to install, and nothing to lose when it is away. */
export class PostgresBroker extends Broker {
  private bindings: readonly Binding[] = [];
  private readonly abandoned: AbandonedJobs;
  private tools: Promise<WorkerUtils> | undefined;
  private readonly runners = new Map<QueueName, Promise<Runner | undefined>>();
  private readonly leaving = new Set<() => void>();
  private closed: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetters,
    private readonly reports: Reports,
    private readonly patient: Patience = patience,
  ) {
    super();
    this.abandoned = new AbandonedJobs(database, deadLetters, reports.log);
  }

  override bind(bindings: readonly Binding[]): void {
    this.bindings = bindings;
  }

  /** Who can read the outbox can reach the jobs. */
  override check(): Promise<void> {
    return Promise.resolve();
  }

  override async publish(messages: readonly BrokerMessage[]): Promise<void> {
    const specs = queueNames.flatMap((queue) => {
      const carried = messages.filter((message) => this.wants(queue, message));
      return chunks(carried.map((message): Carried => ({ ...message, queue, attempt: 1 }))).map((some) => ({
        identifier: queueOf(queue),
        payload: { messages: some },
        maxAttempts,
      }));
    });
    // A topic that nobody wants goes nowhere, as in any topic exchange.
    if (specs.length > 0) await (await this.opened()).addJobs(specs);
  }

  override consume(queue: QueueName, handle: Handle): void {
    this.runners.set(queue, this.run(queue, handle));
  }

  override close(withinMs: number): Promise<void> {
    this.closed ??= this.end(withinMs);
    return this.closed;
  }

  private async end(withinMs: number): Promise<void> {
    const runners = await Promise.all(this.runners.values());
    const handBack = setTimeout(() => this.leaving.forEach((leave) => leave()), withinMs);
    await Promise.allSettled(runners.map(async (runner) => runner?.stop()));
    clearTimeout(handBack);
    await this.abandoned.stop();
    const tools = await this.tools?.catch(() => undefined);
    await tools?.release();
  }

  private wants(queue: QueueName, message: BrokerMessage): boolean {
    if (message.queue) return message.queue === queue;
    return this.bindings.some((binding) => binding.queue === queue && matches(binding.pattern, message.topic));
  }

  /** Loaded for the first who needs it. */
  private opened(): Promise<WorkerUtils> {
    this.tools ??= this.open().catch((error: unknown) => {
      this.tools = undefined;
      throw error;
    });
    return this.tools;
  }

  private async open(): Promise<WorkerUtils> {
    const { makeWorkerUtils } = await import('graphile-worker');
    const tools = await makeWorkerUtils(await this.options());
    await tools.migrate();
    return tools;
  }

  private async options(): Promise<SharedOptions> {
    const { Logger } = await import('graphile-worker');
    const logger = new Logger(() => (level, message) => {
      if (failures.includes(level)) this.reports.log.pino.debug({ context: 'jobs' }, message);
    });
    return { pgPool: this.database.pool, logger, preset: { worker: finishing } };
  }

  /** Again and again until it is closed: a database that goes away ends a runner. */
  private async run(queue: QueueName, handle: Handle): Promise<Runner | undefined> {
    while (!this.closed) {
      try {
        const { runner, poolId } = await this.start(queue, handle);
        this.reports.reachable(where);
        void runner.promise
          .catch(() => undefined)
          .then(() => {
            this.abandoned.unwatch(poolId);
            return this.ended(queue, handle);
          });
        return runner;
      } catch (error) {
        this.reports.away(where, error);
        await sleep(againMs, undefined, { ref: false });
      }
    }
    return undefined;
  }

  private async ended(queue: QueueName, handle: Handle): Promise<void> {
    if (this.closed) return;
    await sleep(againMs, undefined, { ref: false });
    this.runners.set(queue, this.run(queue, handle));
  }

  private async start(queue: QueueName, handle: Handle): Promise<{ runner: Runner; poolId: string }> {
    await this.opened();
    const { run } = await import('graphile-worker');
    const events = new EventEmitter() as WorkerEvents;
    let poolId = '';
    events.on('pool:create', ({ workerPool }) => this.abandoned.watch((poolId = workerPool.id)));
    const runner = await run({
      ...(await this.options()),
      events,
      concurrency: jobsAtOnce,
      noHandleSignals: true,
      pollInterval: pollMs,
      parsedCronItems: [],
      taskList: { [queueOf(queue)]: (payload, { job }) => this.work(queue, handle, payload, job.id) },
    });
    return { runner, poolId };
  }

  /** If one of these rejects, the job as a whole is done again: better twice than never. */
  private async work(queue: QueueName, handle: Handle, payload: unknown, jobId: string): Promise<void> {
    const list: unknown = (payload as { messages?: unknown } | null)?.messages;
    const messages: unknown[] = Array.isArray(list) ? list : [payload];
    const rest = messages.entries();
    const lane = async (): Promise<void> => {
      for (const [place, message] of rest) await this.one(queue, handle, message, `job.${jobId}.${place}`);
    };
    await Promise.all(Array.from({ length: messagesAtOnce }, lane));
  }

  private async one(queue: QueueName, handle: Handle, value: unknown, place: string): Promise<void> {
    const carried = readCarried(value);
    if (!carried) {
      return this.deadLetters.park([{ queue, id: place, topic: null, payload: value, reason: 'it cannot be read' }]);
    }
    const result = await this.orLeft(attempt(handle, carried, this.patient));
    if (result === 'left') return this.later(queue, carried, 0);
    this.reports.ended(result.outcome);
    const { id, topic, payload } = carried;
    if (result.outcome === 'dead') {
      return this.deadLetters.park([{ queue, id, topic, payload, reason: result.reason }]);
    }
    if (result.outcome === 'again')
      await this.later(queue, { ...carried, attempt: carried.attempt + 1 }, result.delayMs);
  }

  /** By itself: its neighbours are done. */
  private async later(queue: QueueName, carried: Carried, delayMs: number): Promise<void> {
    const runAt = new Date(Date.now() + delayMs);
    await (await this.opened()).addJob(queueOf(queue), { messages: [{ ...carried, queue }] }, { runAt, maxAttempts });
  }

  /** This node stops and can wait no longer: somebody else shall begin what has not ended. */
  private async orLeft<T>(work: Promise<T>): Promise<T | 'left'> {
    let leave = (): void => undefined;
    const left = new Promise<'left'>((resolve) => (leave = () => resolve('left')));
    this.leaving.add(leave);
    return Promise.race([work, left]).finally(() => this.leaving.delete(leave));
  }
}

function chunks<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / inJob) }, (_, n) => list.slice(n * inJob, (n + 1) * inJob));
}
