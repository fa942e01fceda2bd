import { clientEvents, type Me, type SelfChange } from '@parley/contracts';
import { backoff } from '../backoff';
import type { Ground } from '../ground';
import type { Copies } from './copies';
import type { ConversationCopy } from './copy';
import { isNext } from './law';
import { EpochMoved, type Progress } from './progress';
import type { Strangers } from './strangers';

const patienceMs = 300;
const jitterMs = 200;
const retries = { first: 500, cap: 10_000 };

export interface OwnWatchers {
  epochMoved(): void;
  /** What this device has does not tell all that is to be shown. */
  doubted(copy: ConversationCopy): void;
  /** My account as it is now. */
  profile(me: Me): void;
  changed(change: SelfChange): void;
}

/** What belongs to this person alone, by the same law: one counter, every change in order, holes are fetched. */
export class Own {
  private readonly held = new Map<number, SelfChange>();
  private cancel: (() => void) | null = null;

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    private readonly progress: Progress,
    private readonly strangers: Strangers,
    private readonly watchers: OwnWatchers,
  ) {}

  apply(change: SelfChange): void {
    if (change.selfRev <= this.progress.selfRev) return;
    this.held.set(change.selfRev, change);
    this.drain();
    const { clock, random } = this.ground;
    if (this.held.size > 0) this.cancel ??= clock.after(patienceMs + jitterMs * random(), () => void this.fill(0));
  }

  /** `silently` when what the changes speak of is about to be loaded anyway. */
  async catchUp(silently = false): Promise<void> {
    for (let more = true; more;) {
      const answer = await this.ground.link.ask(clientEvents.syncSelf, { after: this.progress.selfRev });
      this.progress.expect(answer.epoch);
      for (const change of answer.changes) if (!silently || this.isNews(change)) this.effect(change);
      more = answer.more && answer.selfRev > this.progress.selfRev;
      this.progress.selfRev = Math.max(this.progress.selfRev, answer.selfRev);
    }
    for (const rev of this.held.keys()) if (rev <= this.progress.selfRev) this.held.delete(rev);
    this.drain();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.held.clear();
  }

  private drain(): void {
    for (const rev of [...this.held.keys()].sort((a, b) => a - b)) {
      const change = this.held.get(rev);
      if (!change || !isNext(this.progress.selfRev, rev)) return;
      this.held.delete(rev);
      this.progress.selfRev = rev;
      this.effect(change);
    }
  }

  private async fill(attempt: number): Promise<void> {
    const mine = () => undefined;
    this.cancel = mine;
    try {
      if (this.held.size > 0) await this.catchUp();
      if (this.cancel === mine) this.cancel = null;
    } catch (cause) {
      if (cause instanceof EpochMoved) return this.watchers.epochMoved();
      if (this.cancel !== mine) return;
      const { clock, random } = this.ground;
      this.cancel = clock.after(backoff(attempt, retries, random), () => void this.fill(attempt + 1));
    }
  }

  private effect(change: SelfChange): void {
    if (change.type === 'read') this.read(change.data);
    if (change.type === 'hidden') this.hidden(change.data);
    if (change.type === 'membership') this.membership(change.data);
    if (change.type === 'settings') {
      const { settings, conversationId } = change.data;
      this.update(conversationId, (copy) => copy.facts.settings(settings, change.selfRev));
    }
    if (change.type === 'draft') {
      const { text, conversationId } = change.data;
      this.update(conversationId, (copy) => copy.facts.serverDraft(text, change.selfRev));
    }
    if (change.type === 'profile') this.watchers.profile(change.data);
    this.watchers.changed(change);
  }

  /** Told by nothing else that is about to be loaded: or loaded already, for somebody was looking. */
  private isNews({ type, data }: SelfChange): boolean {
    if (type === 'profile' || type === 'hidden' || (type === 'membership' && data.role === null)) return true;
    return 'conversationId' in data && this.copies.get(data.conversationId) !== undefined;
  }

  private read({ conversationId, readSeq }: DataOf<'read'>): void {
    this.update(conversationId, (copy) => copy.hearRead(readSeq));
  }

  private update(conversationId: string, change: (copy: ConversationCopy) => void): void {
    const copy = this.copies.get(conversationId);
    if (copy) this.copies.update(copy, () => change(copy));
  }

  private hidden({ conversationId, seq }: DataOf<'hidden'>): void {
    const copy = this.copies.get(conversationId);
    if (!copy) return this.copies.hidden.add(conversationId, [seq]);
    this.copies.update(copy, () => copy.hide(seq));
    this.watchers.doubted(copy);
  }

  private membership({ conversationId, role, visibleAfter }: DataOf<'membership'>): void {
    const copy = this.copies.get(conversationId);
    if (role === null) {
      this.strangers.forget(conversationId);
      this.copies.drop(conversationId);
      return;
    }
    // Left and come back: what they may see begins elsewhere, so nothing of the old copy can be trusted.
    const isOther = copy && copy.facts.value.visibleAfter !== visibleAfter;
    if (isOther) this.copies.drop(conversationId);
    if (copy && !isOther) this.copies.update(copy, () => copy.facts.role(role));
    else this.strangers.meet(conversationId);
  }
}

type DataOf<T extends SelfChange['type']> = Extract<SelfChange, { type: T }>['data'];
