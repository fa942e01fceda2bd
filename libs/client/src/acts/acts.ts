import { clientEvents, type DeleteFor, type Message, type ReactRequest } from '@parley/contracts';
import type { Ground } from '../ground';
import { UnansweredError } from '../parley.errors';
import type { Arrivals } from '../sync/arrivals';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';
import { isForThePost } from '../outbox/deliver';
import { type Patch, deleted, edited, pinned, reacted, withoutPreview } from './patches';

interface Pending {
  messageId: string;
  patch: Patch;
  era: number;
  /** The revision at which the server did it; null while it has not answered. */
  doneAt: number | null;
}

interface Shown {
  row: Message;
  pending: readonly Pending[];
  message: Message | null;
}

/** What I do to messages: shown at once, taken back when it is refused. */
export class Acts {
  private readonly pending = new Map<string, readonly Pending[]>();
  private readonly shown = new WeakMap<Message, Shown>();
  /** The last edit of each message that is under way. */
  private readonly editing = new Map<string, Promise<Message>>();

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    /** The server's answer counts as the event that the others get. */
    private readonly answered: (message: Message) => void,
    private readonly arrivals: Arrivals,
  ) {}

  edit(conversationId: string, messageId: string, text: string): Promise<void> {
    const { link, http } = this.ground;
    const ask = () =>
      isForThePost(text)
        ? http.request<Message>('PATCH', `/api/chat/${conversationId}/messages/${messageId}`, { text })
        : link.ask(clientEvents.messageEdit, { messageId, text });
    return this.act(conversationId, messageId, edited(text, this.now()), () => this.afterEdits(messageId, ask));
  }

  /** Over HTTP a large text would be overtaken by what is written after it. */
  private async afterEdits(messageId: string, ask: () => Promise<Message>): Promise<Message> {
    const mine = this.editing.get(messageId)?.then(ask, ask) ?? ask();
    this.editing.set(messageId, mine);
    try {
      return await mine;
    } finally {
      if (this.editing.get(messageId) === mine) this.editing.delete(messageId);
    }
  }

  react(conversationId: string, { messageId, emoji, on }: ReactRequest): Promise<void> {
    return this.act(conversationId, messageId, reacted(emoji, this.copies.me, on), () =>
      this.ground.link.ask(clientEvents.messageReact, { messageId, emoji, on }),
    );
  }

  pin(conversationId: string, messageId: string, on: boolean): Promise<void> {
    return this.act(conversationId, messageId, pinned(this.copies.me, this.now(), on), () =>
      this.ground.link.ask(clientEvents.messagePin, { messageId, on }),
    );
  }

  removePreview(conversationId: string, messageId: string): Promise<void> {
    const path = `/api/chat/${conversationId}/messages/${messageId}/preview`;
    return this.act(conversationId, messageId, withoutPreview, () => this.ground.http.request<Message>('DELETE', path));
  }

  async remove(conversationId: string, messageId: string, whose: DeleteFor): Promise<void> {
    const ask = () => this.ground.link.ask(clientEvents.messageDelete, { messageId, for: whose });
    if (whose === 'everyone') return this.act(conversationId, messageId, deleted(this.now()), ask);
    await this.act(
      conversationId,
      messageId,
      () => null,
      async () => {
        const message = await ask();
        const copy = this.copies.get(conversationId);
        if (copy) this.hidden(copy, message.seq);
        return message;
      },
    );
  }

  /** The rows as they will be when the server has done what I asked. */
  show(conversationId: string, rows: readonly Message[]): readonly Message[] {
    const all = this.pending.get(conversationId) ?? [];
    if (all.length === 0) return rows;
    return rows.flatMap(
      (row) =>
        this.present(
          row,
          all.filter((one) => this.isDue(one, row)),
        ) ?? [],
    );
  }

  forget(): void {
    this.pending.clear();
  }

  private hidden(copy: ConversationCopy, seq: number): void {
    this.copies.update(copy, () => copy.hide(seq));
    this.arrivals.look(copy);
  }

  private async act(
    conversationId: string,
    messageId: string,
    patch: Patch,
    ask: () => Promise<Message>,
  ): Promise<void> {
    if (!this.ground.link.isOpen) throw new UnansweredError();
    const { era } = this.copies;
    const mine: Pending = { messageId, patch, era, doneAt: null };
    this.change(conversationId, (all) => [...all, mine]);
    try {
      const message = await ask();
      if (era === this.copies.era) this.answered(message);
      // Its revision may wait behind a hole: until it is seen, what was asked is shown.
      this.change(conversationId, (all) => all.map((one) => (one === mine ? { ...mine, doneAt: message.rev } : one)));
    } catch (cause) {
      this.takeBack(conversationId, mine);
      throw cause;
    }
  }

  protected takeBack(conversationId: string, refused: Pending): void {
    this.change(conversationId, (all) => all.filter((one) => one !== refused));
  }

  private change(conversationId: string, next: (all: readonly Pending[]) => readonly Pending[]): void {
    const copy = this.copies.get(conversationId);
    const left = next(this.pending.get(conversationId) ?? []).filter(({ messageId, doneAt, era }) => {
      const row = doneAt === null ? undefined : copy?.find(messageId);
      return era === this.copies.era && (doneAt === null || (row !== undefined && row.rev < doneAt));
    });
    if (left.length > 0) this.pending.set(conversationId, left);
    else this.pending.delete(conversationId);
    this.copies.announce(conversationId);
  }

  private isDue({ messageId, era, doneAt }: Pending, row: Message): boolean {
    return messageId === row.id && era === this.copies.era && (doneAt === null || row.rev < doneAt);
  }

  private present(row: Message, pending: readonly Pending[]): Message | null {
    if (pending.length === 0) return row;
    const known = this.shown.get(row);
    const isSame = known?.pending.length === pending.length && pending.every((one, at) => one === known.pending[at]);
    if (known && isSame) return known.message;
    const message = pending.reduce<Message | null>((shown, { patch }) => shown && patch(shown), row);
    this.shown.set(row, { row, pending, message });
    return message;
  }

  private now(): string {
    return new Date(this.ground.clock.now()).toISOString();
  }
}
