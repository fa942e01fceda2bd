import type { Draft } from './send.repository';
import { identityOf } from './judged';

/** A client that tries again does so within seconds; beyond this many, the oldest are left to catching up. */
const most = 10_000;

/** Sends whose commit got no answer. It may have happened all the same, and then the retry is the moment to tell people. */
export class Unsure {
  private readonly drafts = new Set<string>();

  remember(draft: Draft): void {
    this.drafts.add(identityOf(draft));
    const [oldest] = this.drafts;
    if (this.drafts.size > most && oldest !== undefined) this.drafts.delete(oldest);
  }

  /** True once for each that was remembered. */
  settle(draft: Draft): boolean {
    return this.drafts.delete(identityOf(draft));
  }
}
