import type { DeleteFor, ErrorBody, Message } from '@parley/contracts';
import type { Acts } from '../acts/acts';
import type { Outbox } from '../outbox/outbox';
import { asParleyError, ParleyError } from '../parley.errors';
import { Listeners } from '../source';
import type { PeerReceipt, Place, Timeline, TimelineSnapshot } from '../surface';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';
import type { MessageWindow } from '../sync/window';
import type { History } from './history';
import { Items } from './items';

/** One conversation on screen. */
export class TimelineView implements Timeline {
  private readonly listeners = new Listeners();
  private readonly builder = new Items();
  private current: TimelineSnapshot | null = null;
  private last: TimelineSnapshot | null = null;
  private version = 0;
  private failure: ErrorBody | null = null;
  /** What there was of it then; it may be won, or begun anew, later. */
  private failedWith: ConversationCopy | undefined;
  private opening: Promise<void> | null = null;
  private paging: Promise<void> | null = null;
  private opened: ConversationCopy | null = null;
  private followed: ConversationCopy | null = null;
  private pagingDown: Promise<void> | null = null;
  /** The place last gone to; null at the newest end. */
  private goal: number | null = null;

  constructor(
    readonly conversationId: string,
    private readonly copies: Copies,
    private readonly outbox: Outbox,
    private readonly history: History,
    private readonly acts: Acts,
  ) {
    copies.open(conversationId);
    copies.watch(conversationId, () => this.changed());
  }

  readonly subscribe = (fn: () => void) => this.listeners.add(fn);

  readonly snapshot = (): TimelineSnapshot => {
    const version = this.copies.version(this.conversationId);
    if (this.current && version === this.version) return this.current;
    this.version = version;
    this.current = this.build();
    return this.current;
  };

  readonly items = () => this.snapshot().items;

  get state() {
    return this.snapshot().state;
  }

  get error() {
    return this.snapshot().error;
  }

  get hasBefore() {
    return this.snapshot().hasBefore;
  }

  get receipts() {
    return this.snapshot().receipts;
  }

  get pins() {
    return this.snapshot().pins;
  }

  loadBefore(): Promise<void> {
    const copy = this.copies.get(this.conversationId);
    if (!copy) return this.open();
    this.paging ??= this.history.before(copy).finally(() => (this.paging = null));
    return this.paging;
  }

  loadAfter(): Promise<void> {
    const copy = this.copies.get(this.conversationId);
    if (!copy) return this.open();
    this.pagingDown ??= this.history.after(copy).finally(() => (this.pagingDown = null));
    return this.pagingDown;
  }

  async goTo(seq: number): Promise<void> {
    const copy = this.copies.get(this.conversationId) ?? (await this.met());
    if (holds(copy.aside.shown ?? copy.window, seq)) return;
    if (holds(copy.window, seq)) return this.goToLatest();
    await this.history.around(copy, seq);
    this.goal = copy.aside.shown ? seq : null;
  }

  goToLatest(): void {
    this.goal = null;
    const copy = this.copies.get(this.conversationId);
    if (copy?.aside.isBegun) this.copies.update(copy, () => copy.aside.leave());
  }

  async find(messageId: string): Promise<Message> {
    const known = this.copies.get(this.conversationId)?.find(messageId);
    return known ?? this.history.message(this.conversationId, messageId);
  }

  async loadReceipts(): Promise<void> {
    const copy = this.copies.get(this.conversationId);
    if (copy) await this.history.receipts(copy);
  }

  locate(place: Place): Promise<number | null> {
    return this.history.locate(this.conversationId, place);
  }

  removePreview(messageId: string): Promise<void> {
    return this.acts.removePreview(this.conversationId, messageId);
  }

  pin(messageId: string, on: boolean): Promise<void> {
    return this.acts.pin(this.conversationId, messageId, on);
  }

  edit(messageId: string, text: string): Promise<void> {
    return this.acts.edit(this.conversationId, messageId, text);
  }

  remove(messageId: string, whose: DeleteFor): Promise<void> {
    return this.acts.remove(this.conversationId, messageId, whose);
  }

  react(messageId: string, emoji: string, on: boolean): Promise<void> {
    return this.acts.react(this.conversationId, { messageId, emoji, on });
  }

  async reload(): Promise<void> {
    this.failure = null;
    this.changed();
    await this.open();
  }

  /** Loads what is missing; what fails shows as `error`, and is tried again in a while, or at the next connection. */
  open(attempt = 0): Promise<void> {
    this.opening ??= this.load(attempt).finally(() => {
      this.opening = null;
      this.changed();
    });
    return this.opening;
  }

  /** Connected again: the others' pointers are not among what catch-up brings. */
  async refresh(): Promise<void> {
    this.failure = null;
    this.followed = null;
    await this.open();
  }

  private async follow(copy: ConversationCopy): Promise<void> {
    this.followed = copy;
    // Out of reach again: the next connection asks again.
    await this.history.receipts(copy).catch(() => undefined);
    await this.history.pins(copy);
  }

  private async load(attempt: number): Promise<void> {
    try {
      this.opened = await this.history.open(this.conversationId);
      const { opened, goal } = this;
      // Begun anew after a long absence, with somebody reading far up.
      if (goal !== null && !holds(opened.aside.shown ?? opened.window, goal)) await this.history.around(opened, goal);
      this.failure = null;
    } catch (cause) {
      this.failure = asParleyError(cause).body;
      this.failedWith = this.copies.get(this.conversationId);
      const failed = { what: this.conversationId, code: this.failure.code, attempt };
      this.history.again(failed, () => void this.open(attempt + 1));
    }
  }

  private changed(): void {
    this.current = null;
    const copy = this.copies.get(this.conversationId);
    const isOther = copy && copy !== this.opened && this.history.needsPage(copy);
    // Won, or begun anew: nothing of what no event brings is here.
    if (copy && copy !== this.followed && !this.opening) void this.follow(copy);
    const isTried = this.failure && copy === this.failedWith;
    if (isOther && !this.opening && !isTried) void this.open();
    this.listeners.tell();
  }

  private build(): TimelineSnapshot {
    const { copies, conversationId: id } = this;
    const copy = copies.get(id);
    const { visible, hasBefore, hasAfter } = stretchOf(copy);
    // What is on its way stands at the newest end.
    const [waiting, leaving] = hasAfter ? [[], []] : [copies.waitingOf(id), this.outbox.of(id, copy?.rev ?? 0)];
    const items = this.builder.build(copy, copies.me, this.acts.show(id, [...visible, ...waiting]), leaving);
    const bounds = { hasBefore, hasAfter, place: this.builder.place };
    const next = {
      ...this.standing(copy),
      items,
      ...bounds,
      receipts: this.receiptsOf(copy),
      pins: copy?.pins.list() ?? none,
    };
    const { last } = this;
    const keys: (keyof TimelineSnapshot)[] = [
      'state',
      'error',
      'items',
      'hasBefore',
      'hasAfter',
      'place',
      'receipts',
      'pins',
    ];
    if (!last || keys.some((key) => last[key] !== next[key])) this.last = next;
    return this.last ?? next;
  }

  private async met(): Promise<ConversationCopy> {
    await this.open();
    const copy = this.copies.get(this.conversationId);
    if (!copy) throw new ParleyError('not_found', notFound.message);
    return copy;
  }

  private standing(copy: ConversationCopy | undefined): Pick<TimelineSnapshot, 'state' | 'error'> {
    if (!copy && this.copies.isGone(this.conversationId)) return { state: 'error', error: notFound };
    if (copy && (copy === this.opened || !this.history.needsPage(copy))) return { state: 'ready', error: null };
    return this.failure ? { state: 'error', error: this.failure } : { state: 'loading', error: null };
  }

  private receiptsOf(copy: ConversationCopy | undefined): readonly PeerReceipt[] {
    const receipts = [...(copy?.receipts.values() ?? [])];
    const last = this.last?.receipts ?? [];
    const isSame = receipts.length === last.length && receipts.every((receipt, at) => receipt === last[at]);
    return isSame ? last : receipts;
  }
}

function stretchOf(copy: ConversationCopy | undefined) {
  const shown = copy?.aside.shown ?? copy?.window;
  if (!copy || !shown) return { visible: [], hasBefore: false, hasAfter: false };
  return { visible: shown.visible(), hasBefore: shown.hasBefore, hasAfter: shown !== copy.window };
}

const holds = ({ from, to }: MessageWindow, seq: number) => seq >= from && seq <= to;

const none: readonly Message[] = [];
const notFound: ErrorBody = { code: 'not_found', message: 'There is no such conversation.' };
