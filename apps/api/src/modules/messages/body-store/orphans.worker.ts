import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../../../platform/logging';
import { BodyReferences } from './body-references.repository';
import { BodyStore } from './body-store.port';

const everyMs = 3_600_000;
/** Longer than anything takes from storing a body to the commit that refers to it: docs/adr/0014-bodies-and-orphans.md. */
const graceMs = 3_600_000;
const page = 500;

/** Bodies that nobody refers to: of sends that were never committed, of deleted messages, of purged conversations. */
@Injectable()
export class OrphanCollector implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly store: BodyStore,
    private readonly references: BodyReferences,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.quietly(this.collect()), everyMs).unref();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    clearInterval(this.timer);
  }

  /** Walks through everything that is idle. Says how many orphans that were. */
  async collect(idleForMs = graceMs): Promise<number> {
    let count = 0;
    for (let after: string | undefined = ''; after !== undefined && !this.stopping;) {
      const hashes = await this.store.list({ after, limit: page, idleForMs });
      count += await this.collectFrom(hashes, idleForMs);
      after = hashes.length < page ? undefined : hashes.at(-1);
    }
    return count;
  }

  /** A reference to these has just gone. What is too young is left to the next walk. */
  release(hashes: string[]): void {
    if (hashes.length > 0) this.quietly(this.collectFrom(hashes));
  }

  /**
   * A body that is put while this looks for references becomes young, and is removed no more; one that was idle before is
   * on no way to a commit.
   */
  private async collectFrom(hashes: string[], idleForMs = graceMs): Promise<number> {
    if (hashes.length === 0) return 0;
    const referred = await this.references.among(hashes);
    return this.store.remove(
      hashes.filter((hash) => !referred.has(hash)),
      idleForMs,
    );
  }

  private quietly(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log.pino.debug({ err: error }, 'orphaned bodies could not be collected'));
  }
}
