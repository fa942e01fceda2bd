import type { Me } from '@parley/contracts';
import type { Clock } from '../clock.port';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';
import type { Progress } from '../sync/progress';
import type { ClientStore, SavedProgress } from './store.port';

const pauseMs = 500;
/** The newest messages of each conversation that are kept. */
const keptRows = 200;
const progressKey = 'progress';

/** Keeps copies and progress in the store, a little after they changed. */
export class Keeper {
  private readonly dirty = new Set<string>();
  /** What of each copy was kept last. */
  private readonly kept = new WeakMap<ConversationCopy, unknown[]>();
  private cancel: (() => void) | null = null;
  private isStopped = false;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ClientStore,
    private readonly clock: Clock,
    private readonly copies: () => Copies,
    private readonly progress: Progress,
  ) {}

  changed(id: string): void {
    this.dirty.add(id);
    this.soon();
  }

  soon(): void {
    if (!this.isStopped) this.cancel ??= this.clock.after(pauseMs, () => this.flush());
  }

  start(): void {
    this.isStopped = false;
    if (this.dirty.size > 0) this.soon();
  }

  /** The last word: from here on the store may be another client's, and what this one still hears is older. */
  stop(): void {
    this.flush();
    this.isStopped = true;
  }

  flush(): void {
    this.cancel?.();
    this.cancel = null;
    this.work = this.work.then(() => this.write());
  }

  /** What was kept of this person. Another person's is thrown away. */
  async restore(me: Me): Promise<void> {
    await this.work;
    const [saved] = await this.store.load('progress');
    const kept = saved?.userId === me.id ? await this.store.load('copy') : [];
    const byId = new Map(kept.map((copy) => [copy.conversation.id, copy]));
    if (!saved || !saved.order.every((id) => byId.has(id)) || saved.userId !== me.id) return this.erase();
    const copies = this.copies();
    this.progress.restore(saved);
    for (const [id, seqs] of saved.hidden ?? []) copies.hidden.add(id, seqs);
    for (const id of saved.order) {
      const copy = byId.get(id);
      if (copy) copies.restore(copy);
    }
    copies.setPage(saved.nextPage);
    this.dirty.clear();
  }

  async erase(): Promise<void> {
    this.cancel?.();
    this.cancel = null;
    this.dirty.clear();
    this.work = this.work.then(async () => {
      await this.store.clear('progress');
      await this.store.clear('copy');
    });
    await this.work;
  }

  /** Copies before progress: a cursor ahead of the copies would never tell what they lack. */
  private async write(): Promise<void> {
    const copies = this.copies();
    const { era } = copies;
    const progress = this.snapshot();
    const ids = [...this.dirty];
    this.dirty.clear();
    for (const id of ids) {
      const copy = copies.get(id);
      if (era !== copies.era) return;
      if (copy) await this.keep(copy);
      else await this.store.remove('copy', id);
    }
    if (progress && era === copies.era) await this.store.put('progress', progressKey, progress);
  }

  /** Most of what touches a copy changes nothing that is kept. */
  private async keep(copy: ConversationCopy): Promise<void> {
    const state = [copy.summary(), copy.window.visible(), copy.readTold, copy.needsSummary];
    const last = this.kept.get(copy);
    if (last && state.every((part, at) => part === last[at])) return;
    this.kept.set(copy, state);
    await this.store.put('copy', copy.id, copy.save(keptRows));
  }

  private snapshot(): SavedProgress | null {
    const { me, nextPage, hidden } = this.copies();
    const { epoch, cursor, selfRev } = this.progress;
    if (epoch === null || cursor === null || me === '') return null;
    return { userId: me, epoch, cursor, selfRev, order: [...this.copies().ids()], nextPage, hidden: hidden.all() };
  }
}
