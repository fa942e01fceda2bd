import type { Conversation, Message } from '@parley/contracts';
import { Announcer } from '../announcer';
import type { SavedCopy } from '../store/store.port';
import { ConversationCopy } from './copy';
import { Hidden } from './hidden';
import type { Step } from './step';

const everything = 'list';
/** A conversation nobody looks at is cut back to this many messages once it holds twice as many. */
const idleRows = 200;

const byActivity = ({ facts: { value: one } }: ConversationCopy, { facts: { value: other } }: ConversationCopy) =>
  other.activity - one.activity || (one.id < other.id ? 1 : -1);

/** Every conversation this device knows, pinned ones first, then the newest activity. */
export class Copies {
  me = '';
  /** Whether the first page, or a kept list, is here. */
  loaded = false;
  /** Where the next page of the list begins; `null` at its end. */
  nextPage: string | null = null;
  /** Grows when everything is forgotten, so that an answer to an older question changes nothing. */
  era = 0;
  private readonly byId = new Map<string, ConversationCopy>();
  private readonly opened = new Set<string>();
  private readonly announcer = new Announcer();
  /** What is not ours any more, each with the count of losses at which it went. */
  private readonly gone = new Map<string, number>();
  private losses = 0;
  readonly hidden = new Hidden();
  private order: string[] = [];
  private listed: readonly Conversation[] = [];
  private isListed = true;

  /** `changed` hears of each copy that must be kept anew, and of each that is gone. */
  constructor(private readonly changed: (id: string) => void) {}

  get(id: string): ConversationCopy | undefined {
    return this.byId.get(id);
  }

  isGone(id: string): boolean {
    return this.gone.has(id);
  }

  /** To be called before a question; the answer counts for a conversation if nothing was forgotten, nor it lost, meanwhile. */
  asked(): (id: string) => boolean {
    const { era, losses } = this;
    return (id) => era === this.era && (this.gone.get(id) ?? 0) <= losses;
  }

  all(): ConversationCopy[] {
    return [...this.byId.values()];
  }

  ids(): readonly string[] {
    return this.order;
  }

  list(): readonly Conversation[] {
    if (this.isListed) return this.listed;
    this.isListed = true;
    const all = this.order.flatMap((id) => this.byId.get(id)?.summary() ?? []);
    const next = [...all.filter((one) => one.settings.pinned), ...all.filter((one) => !one.settings.pinned)];
    const same = next.length === this.listed.length && next.every((item, at) => item === this.listed[at]);
    if (!same) this.listed = next;
    return this.listed;
  }

  /** Adds it, or takes over what a newer summary says. */
  put(conversation: Conversation, place: 'front' | 'back'): ConversationCopy {
    const known = this.byId.get(conversation.id);
    if (known) this.adopt(known, conversation);
    return this.byId.get(conversation.id) ?? this.insert(new ConversationCopy(conversation, this.me), place);
  }

  /** False when the summary is older than what we have. */
  adopt(copy: ConversationCopy, conversation: Conversation): boolean {
    if (!copy.facts.isElsewhere(conversation)) return this.update(copy, () => copy.adopt(conversation));
    this.replace(conversation);
    return true;
  }

  restore(saved: SavedCopy): void {
    this.insert(new ConversationCopy(saved.conversation, this.me, saved), 'back');
  }

  /** Begins the copy anew from its summary: what it held is too old to be caught up. */
  replace(conversation: Conversation): ConversationCopy {
    const old = this.byId.get(conversation.id);
    const copy = new ConversationCopy(conversation, this.me);
    if (old) copy.succeed(old);
    this.byId.set(copy.id, copy);
    if (!old || conversation.seq > old.seq) this.raise(copy.id);
    this.touch(copy.id);
    return copy;
  }

  apply(copy: ConversationCopy, step: Step): void {
    this.update(copy, () => copy.apply(step));
  }

  /** Runs a change of one copy, then lets everybody see it. */
  update<T>(copy: ConversationCopy, change: () => T): T {
    const { seq } = copy;
    const result = change();
    if (this.byId.get(copy.id) !== copy) return result;
    if (copy.seq > seq) this.raise(copy.id);
    if (!this.opened.has(copy.id) && copy.window.to - copy.window.from > 2 * idleRows) copy.trim(idleRows);
    this.touch(copy.id);
    return result;
  }

  /** The conversation is not ours any more. */
  drop(id: string): void {
    this.losses += 1;
    this.gone.set(id, this.losses);
    this.hidden.add(id, this.byId.get(id)?.window.hidden ?? []);
    if (!this.byId.delete(id)) return;
    this.order = this.order.filter((other) => other !== id);
    this.touch(id);
  }

  /** Forgets every copy; those who listen stay. */
  forget(): void {
    const { order } = this;
    this.era += 1;
    this.gone.clear();
    this.hidden.clear();
    this.byId.clear();
    this.order = [];
    this.nextPage = null;
    this.loaded = false;
    for (const id of order) this.touch(id);
    this.touch(everything);
  }

  /** By activity, as the server has told it; those raised by a message since stand first, as they came. */
  arrange(): void {
    const all = this.order.flatMap((id) => this.byId.get(id) ?? []);
    const raised = all.filter((copy) => copy.facts.isRaised(copy.seq));
    const placed = all.filter((copy) => !copy.facts.isRaised(copy.seq)).sort(byActivity);
    this.order = [...raised, ...placed].map(({ id }) => id);
    this.touchList();
  }

  setPage(nextPage: string | null): void {
    this.loaded = true;
    this.nextPage = nextPage;
    this.touchList();
  }

  /** Whether it stays whole in memory. */
  open(id: string): void {
    this.opened.add(id);
  }

  /** My own messages that were taken but wait behind a hole. */
  waitingOf(id: string): Message[] {
    const waiting = this.byId.get(id)?.waiting() ?? [];
    return waiting.filter((message) => message.senderId === this.me);
  }

  watchList(fn: () => void): () => void {
    return this.announcer.listen(everything, fn);
  }

  watch(id: string, fn: () => void): () => void {
    return this.announcer.listen(id, fn);
  }

  /** Another number whenever something of this conversation changed. */
  version(id: string): number {
    return this.announcer.version(id);
  }

  /** What stands beside the copy changed, not the copy. */
  announce(id: string): void {
    this.announcer.touch(id);
  }

  touch(id: string): void {
    this.announce(id);
    this.changed(id);
    this.touchList();
  }

  private touchList(): void {
    this.isListed = false;
    this.announcer.touch(everything);
  }

  private insert(copy: ConversationCopy, place: 'front' | 'back'): ConversationCopy {
    this.gone.delete(copy.id);
    for (const seq of this.hidden.take(copy.id)) copy.hide(seq);
    this.byId.set(copy.id, copy);
    this.order = place === 'front' ? [copy.id, ...this.order] : [...this.order, copy.id];
    this.touch(copy.id);
    return copy;
  }

  private raise(id: string): void {
    this.order = [id, ...this.order.filter((other) => other !== id)];
  }
}
