import type { Message } from '@parley/contracts';
import { requoted } from '../quote';
import { isNewer } from './law';

/** The newest message of a conversation that this person sees. */
export class Latest {
  constructor(
    private newest: Message | null,
    /** It is hidden, and what stood before it is not here. */
    private isUnknown: boolean,
  ) {}

  get message(): Message | null {
    return this.newest;
  }

  get isLacking(): boolean {
    return this.isUnknown;
  }

  requote(original: Message): void {
    this.newest &&= requoted(this.newest, original);
  }

  /** One that is newer than any before, or this one as it is now. */
  see(message: Message): void {
    const { newest } = this;
    const isLater = !newest || message.seq > newest.seq;
    if (isLater || (message.seq === newest.seq && isNewer(newest, message))) this.newest = message;
  }

  /** As a summary no older than ours has it; older than what we know only by what is hidden. */
  recall(message: Message | null): void {
    this.isUnknown = false;
    if (!message || message.seq !== this.newest?.seq || isNewer(this.newest, message)) this.newest = message;
  }

  /** `before` is what stood before it, as far as that is here. */
  hide(seq: number, before: Message | null): void {
    if (this.newest?.seq !== seq) return;
    this.newest = before;
    this.isUnknown = before === null;
  }
}
