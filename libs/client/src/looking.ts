import { clientEvents } from '@parley/contracts';
import type { Ground } from './ground';

/** Which conversations are on screen, told to the server again at each connection. */
export class Looking {
  private readonly counts = new Map<string, number>();
  /** Where the server said that it brings whole texts. */
  private readonly brought = new Set<string>();

  constructor(private readonly ground: Ground) {}

  /** The returned function says that it is no longer on screen. */
  begin(conversationId: string): () => void {
    const count = this.counts.get(conversationId) ?? 0;
    this.counts.set(conversationId, count + 1);
    if (count === 0) this.tell(clientEvents.conversationJoin, conversationId);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.end(conversationId);
    };
  }

  /** Whether the whole text of what is sent there comes by itself. */
  bringsTexts(conversationId: string): boolean {
    return this.brought.has(conversationId);
  }

  pause(): void {
    this.brought.clear();
  }

  resume(): void {
    for (const conversationId of this.counts.keys()) this.tell(clientEvents.conversationJoin, conversationId);
  }

  private end(conversationId: string): void {
    const count = (this.counts.get(conversationId) ?? 1) - 1;
    if (count > 0) return void this.counts.set(conversationId, count);
    this.counts.delete(conversationId);
    this.brought.delete(conversationId);
    this.tell(clientEvents.conversationLeave, conversationId);
  }

  /** Lost on the way it is told again at the next connection; nothing else depends on it. */
  private tell(event: typeof clientEvents.conversationJoin | typeof clientEvents.conversationLeave, id: string): void {
    const { link } = this.ground;
    if (!link.isOpen) return;
    link.ask(event, { conversationId: id }).then(
      ({ texts }) => texts && this.counts.has(id) && this.brought.add(id),
      () => undefined,
    );
  }
}
