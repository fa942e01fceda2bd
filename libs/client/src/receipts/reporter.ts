import { clientEvents, type ClientEventName, type Pointers } from '@parley/contracts';
import type { Ground } from '../ground';
import { asParleyError, isOfSession, isPassing } from '../parley.errors';
import type { Copies } from '../sync/copies';
import type { ConversationCopy } from '../sync/copy';

/** Pointers wait this long for a greater one of the same conversation. */
const pauseMs = 250;
const retryMs = 5_000;
const atOnce = 20;

type PointerEvent = Extract<ClientEventName, 'message:delivered' | 'message:read'>;

/** Tells the server up to where this person received and read. */
export class Reporter {
  private readonly due = new Set<string>();
  private cancel: (() => void) | null = null;
  private live = false;

  constructor(
    private readonly ground: Ground,
    private readonly copies: Copies,
    /** The server has my pointer, so its counts can be asked for. */
    private readonly told: (copy: ConversationCopy) => void,
  ) {}

  markRead(conversationId: string, seq: number): void {
    const copy = this.copies.get(conversationId);
    if (!copy || Math.min(seq, copy.seq) <= copy.readSeq) return;
    this.copies.update(copy, () => copy.read(Math.min(seq, copy.seq)));
    this.look(copy);
  }

  look(copy: ConversationCopy): void {
    if (this.live && isDue(copy)) this.plan(copy.id, pauseMs);
  }

  resume(): void {
    this.live = true;
    for (const copy of this.copies.all()) this.look(copy);
  }

  /** What is due is found again from the copies. */
  pause(): void {
    this.live = false;
    this.cancel?.();
    this.cancel = null;
    this.due.clear();
  }

  private plan(id: string, wait: number): void {
    this.due.add(id);
    this.cancel ??= this.ground.clock.after(wait, () => void this.flush());
  }

  private async flush(): Promise<void> {
    const ids = [...this.due];
    this.due.clear();
    this.cancel = null;
    for (let at = 0; at < ids.length; at += atOnce) {
      await Promise.all(ids.slice(at, at + atOnce).map((id) => this.report(id)));
    }
  }

  private async report(id: string): Promise<void> {
    const copy = this.copies.get(id);
    if (!copy || !this.live) return;
    const { arrived, readSeq } = copy;
    try {
      if (arrived > copy.arrivedTold) {
        await this.tell(clientEvents.messageDelivered, id, arrived);
        copy.arrivedTold = Math.max(copy.arrivedTold, arrived);
      }
      if (readSeq > copy.readTold) {
        const pointers = await this.tell(clientEvents.messageRead, id, readSeq);
        this.copies.update(copy, () => copy.hearRead(Math.max(readSeq, pointers.readSeq)));
        this.told(copy);
      }
    } catch (cause) {
      const { code } = asParleyError(cause);
      if (this.live && (isPassing(code) || isOfSession(code))) this.plan(id, retryMs);
    }
  }

  private tell(event: PointerEvent, conversationId: string, seq: number): Promise<Pointers> {
    return this.ground.link.ask(event, { conversationId, seq });
  }
}

function isDue(copy: ConversationCopy): boolean {
  return copy.arrived > copy.arrivedTold || copy.readSeq > copy.readTold;
}
