import type { Look } from '@parley/contracts';
import { Announcer } from '../announcer';
import type { Clock } from '../clock.port';

/** The server says when it is over, but a volatile event may be lost. */
const expiresAfterMs = 5_000;

const nobody: readonly string[] = [];

/** Who else types where, as far as this device hears. */
export class Hearing {
  private readonly people = new Map<string, readonly string[]>();
  private readonly ends = new Map<string, () => void>();
  private readonly announcer = new Announcer();

  constructor(private readonly clock: Clock) {}

  watch(conversationId: string, fn: () => void): () => void {
    return this.announcer.listen(conversationId, fn);
  }

  /** Who began first stands first; the same array until somebody begins or stops. */
  who(conversationId: string): readonly string[] {
    return this.people.get(conversationId) ?? nobody;
  }

  started(look: Look): void {
    const { conversationId, userId } = look;
    this.ends.get(keyOf(look))?.();
    this.ends.set(
      keyOf(look),
      this.clock.after(expiresAfterMs, () => this.stopped(look)),
    );
    const all = this.who(conversationId);
    if (!all.includes(userId)) this.set(conversationId, [...all, userId]);
  }

  /** They said so, their time is over, or what they typed has come. */
  stopped(look: Look): void {
    this.ends.get(keyOf(look))?.();
    this.ends.delete(keyOf(look));
    const all = this.who(look.conversationId);
    if (!all.includes(look.userId)) return;
    this.set(
      look.conversationId,
      all.filter((userId) => userId !== look.userId),
    );
  }

  forget(): void {
    for (const cancel of this.ends.values()) cancel();
    this.ends.clear();
    for (const conversationId of this.people.keys()) this.set(conversationId, nobody);
  }

  private set(conversationId: string, all: readonly string[]): void {
    if (all.length > 0) this.people.set(conversationId, all);
    else this.people.delete(conversationId);
    this.announcer.touch(conversationId);
  }
}

const keyOf = ({ conversationId, userId }: Look): string => `${conversationId} ${userId}`;
