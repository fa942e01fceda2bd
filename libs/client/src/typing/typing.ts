import type { Ground } from '../ground';
import type * as surface from '../surface';
import { Hearing } from './hearing';
import { Telling } from './telling';

/** Both ends of "is typing". Nothing of it is stored, ordered or caught up. */
export class ClientTyping implements surface.Typing {
  readonly hearing: Hearing;
  private readonly telling: Telling;

  constructor(ground: Ground) {
    this.hearing = new Hearing(ground.clock);
    this.telling = new Telling(ground);
  }

  readonly subscribe = (conversationId: string, fn: () => void) => this.hearing.watch(conversationId, fn);
  readonly who = (conversationId: string) => this.hearing.who(conversationId);

  press(conversationId: string): void {
    this.telling.press(conversationId);
  }

  stop(conversationId: string): void {
    this.telling.stop(conversationId);
  }

  forget(): void {
    this.telling.forget();
    this.hearing.forget();
  }
}
