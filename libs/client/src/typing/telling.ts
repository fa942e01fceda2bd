import { clientEvents } from '@parley/contracts';
import type { Ground } from '../ground';

/** A server forgets who typed after five seconds: while keys are pressed it is told again a little before. */
const againMs = 3_000;
const overMs = 5_000;

/** Tells that I type: once in three seconds however many keys are pressed, and nothing after it is over by itself. */
export class Telling {
  private readonly toldAt = new Map<string, number>();

  constructor(private readonly ground: Ground) {}

  press(conversationId: string): void {
    const now = this.ground.clock.now();
    const toldAt = this.toldAt.get(conversationId);
    if (!this.ground.link.isOpen || (toldAt !== undefined && now - toldAt < againMs)) return;
    this.toldAt.set(conversationId, now);
    this.tell(clientEvents.typingStart, conversationId);
  }

  stop(conversationId: string): void {
    const toldAt = this.toldAt.get(conversationId);
    if (toldAt === undefined) return;
    this.toldAt.delete(conversationId);
    if (this.ground.clock.now() - toldAt < overMs) this.tell(clientEvents.typingStop, conversationId);
  }

  /** The socket is gone, and with it what was told. */
  forget(): void {
    this.toldAt.clear();
  }

  /** Refused or lost, it is over in seconds either way. */
  private tell(event: typeof clientEvents.typingStart | typeof clientEvents.typingStop, conversationId: string): void {
    if (this.ground.link.isOpen) this.ground.link.ask(event, { conversationId }).catch(() => undefined);
  }
}
