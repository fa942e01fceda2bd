import { clientEvents, type Head } from '@parley/contracts';
import type { Ground } from '../ground';
import type { Arrivals } from './arrivals';
import type { Changes } from './changes';
import type { Copies } from './copies';
import type { ConversationCopy } from './copy';
import type { Listing } from './listing';
import type { Own } from './own';
import { EpochMoved, type Progress } from './progress';

/** Further behind than this a copy is begun anew rather than caught up. */
const behindMax = 1000;
/** Unknown conversations beyond this many are left to the list's pages. */
const strangersMax = 50;

export interface CatchUpParts {
  ground: Ground;
  copies: Copies;
  progress: Progress;
  changes: Changes;
  arrivals: Arrivals;
  listing: Listing;
  own: Own;
}

/** From wherever this device stood to the present. Live events are held back by the caller meanwhile. */
export class CatchUp {
  constructor(private readonly parts: CatchUpParts) {}

  async run(): Promise<void> {
    const { progress, copies } = this.parts;
    if (progress.cursor !== null) {
      try {
        return await this.resume();
      } catch (cause) {
        if (!(cause instanceof EpochMoved)) throw cause;
      }
    }
    progress.reset();
    copies.forget();
    await this.fresh();
  }

  /** The five-minute look: heals what was missed without anybody noticing. */
  async sweep(): Promise<void> {
    const { progress, own } = this.parts;
    const { items, cursor } = await this.heads(progress.cursor);
    await own.catchUp();
    await this.bring(items);
    progress.cursor = cursor;
  }

  /** Pointers first, the list after them: it is at least as new, so nothing falls between. */
  private async fresh(): Promise<void> {
    const { progress, own, listing } = this.parts;
    const { cursor } = await this.heads(null);
    await own.catchUp(true);
    await listing.first();
    progress.cursor = cursor;
  }

  private async resume(): Promise<void> {
    const { progress, own, listing } = this.parts;
    const { items, cursor } = await this.heads(progress.cursor);
    await own.catchUp();
    const isWhole = await this.bring(items);
    // So many are new that the latest of them may not be here.
    if (!isWhole) await listing.first();
    progress.cursor = cursor;
  }

  private async heads(after: string | null): Promise<{ items: Head[]; cursor: string }> {
    const items: Head[] = [];
    let cursor = after;
    for (;;) {
      const answer = await this.parts.ground.link.ask(clientEvents.syncHeads, cursor === null ? {} : { after: cursor });
      this.parts.progress.expect(answer.epoch);
      items.push(...answer.items);
      cursor = answer.cursor;
      if (!answer.more) return { items, cursor };
    }
  }

  /** False when some were left out. */
  private async bring(heads: Head[]): Promise<boolean> {
    const { copies, changes, arrivals } = this.parts;
    const behind: ConversationCopy[] = [];
    const strangers: string[] = [];
    for (const head of heads) {
      const copy = copies.get(head.conversationId);
      if (!copy) strangers.push(head.conversationId);
      else if (head.seq - copy.seq > behindMax) await this.renew(copy);
      else if (copies.update(copy, () => (copy.hear(head), copy.need)) !== 'nothing') behind.push(copy);
    }
    await changes.many(behind);
    for (const copy of behind) arrivals.look(copy);
    // The rest of a list that is not loaded to its end comes with its pages.
    for (const id of strangers.slice(0, strangersMax)) await this.meet(id);
    copies.arrange();
    return strangers.length <= strangersMax;
  }

  private async renew(copy: ConversationCopy): Promise<void> {
    const { copies, changes, arrivals } = this.parts;
    const summary = await changes.summary(copy.id);
    if (copies.get(copy.id) !== copy) return;
    if (!summary) copies.drop(copy.id);
    else arrivals.look(copies.replace(summary));
  }

  private async meet(id: string): Promise<void> {
    const { copies, changes, arrivals } = this.parts;
    const counts = copies.asked();
    const summary = await changes.summary(id);
    if (summary && counts(id)) arrivals.look(copies.put(summary, 'front'));
  }
}
