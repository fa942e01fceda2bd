import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { Periodic } from '../../../platform/turns';
import { BodyReferences } from './body-references.repository';
import { BodyStore } from './body-store.port';
import { BodyWalk } from './body-walk.repository';

const everyMs = 300_000;
/** Longer than anything takes from storing a body to the commit that refers to it: docs/adr/0014-bodies-and-orphans.md. */
const graceMs = 3_600_000;
const page = 500;
const pagesAtOnce = 20;

/** Bodies that nobody refers to: of sends that were never committed, of deleted messages, of purged conversations. */
@Injectable()
export class OrphanCollector implements OnModuleInit, OnModuleDestroy {
  private readonly walking: Periodic;

  constructor(
    private readonly store: BodyStore,
    private readonly references: BodyReferences,
    private readonly walk: BodyWalk,
    private readonly log: Log,
  ) {
    const failure = 'orphaned bodies could not be collected';
    this.walking = new Periodic(log, { failure, everyMs, run: (signal) => this.stretch(signal) });
  }

  onModuleInit(): void {
    this.walking.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.walking.stop();
  }

  /** The next stretch of a walk that all nodes share. Who is killed on it leaves it to the next. */
  async stretch(signal: AbortSignal): Promise<void> {
    const from = await this.walk.take(everyMs);
    if (from === undefined) return;
    let after: string | undefined = from;
    for (let pages = 0; pages < pagesAtOnce && after !== undefined && !signal.aborted; pages += 1) {
      const hashes = await this.store.list({ after, limit: page, idleForMs: graceMs });
      await this.collect(hashes);
      after = hashes.length < page ? undefined : hashes.at(-1);
    }
    await this.walk.reached(after ?? '');
  }

  /** A reference to these has just gone. What is too young is left to the walk. */
  release(hashes: string[]): void {
    this.collect(hashes).catch((error: unknown) =>
      this.log.pino.debug({ err: error }, 'released bodies are left to the walk'),
    );
  }

  /**
   * A body that is put while this looks for references becomes young, and is removed no more; one that was idle before is
   * on no way to a commit.
   */
  private async collect(hashes: string[]): Promise<void> {
    if (hashes.length === 0) return;
    const referred = await this.references.among(hashes);
    await this.store.remove(
      hashes.filter((hash) => !referred.has(hash)),
      graceMs,
    );
  }
}
