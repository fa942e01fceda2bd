import { clientEvents } from '@parley/contracts';
import type { Ground } from './ground';

/** Which conversations are on screen, told to the server again at each connection. */
export class Looking {
  private readonly counts = new Map<string, number>();

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

  resume(): void {
    for (const conversationId of this.counts.keys()) this.tell(clientEvents.conversationJoin, conversationId);
  }

  private end(conversationId: string): void {
    const count = (this.counts.get(conversationId) ?? 1) - 1;
    if (count > 0) return void this.counts.set(conversationId, count);
    this.counts.delete(conversationId);
    this.tell(clientEvents.conversationLeave, conversationId);
  }

  /** Lost on the way it is told again at the next connection; nothing else depends on it. */
  private tell(event: typeof clientEvents.conversationJoin | typeof clientEvents.conversationLeave, id: string): void {
    if (this.ground.link.isOpen) this.ground.link.ask(event, { conversationId: id }).catch(() => undefined);
  }
}
