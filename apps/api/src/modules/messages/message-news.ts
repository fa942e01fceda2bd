import { Injectable } from '@nestjs/common';
import { serverEvents } from '@parley/contracts';
import { OutboxRelay } from '../../platform/broker';
import { Publisher } from '../../realtime';
import type { StoredMessage } from './message';
import { presentMessage } from './messages.presenter';

type Told = typeof serverEvents.messageReceived | typeof serverEvents.messageUpdated;

/** Tells a conversation of a message, and shows nobody what lies before they came. */
@Injectable()
export class MessageNews {
  constructor(
    private readonly publisher: Publisher,
    private readonly relay: OutboxRelay,
  ) {}

  /**
   * `newestWindow` is the greatest seq that some member does not see, read under the lock of the conversation. Who joins
   * later waited for that lock, so this is told before they hear anything: call it as soon as the commit is answered.
   */
  tell(event: Told, message: StoredMessage, newestWindow: number, except?: string): void {
    this.relay.wake();
    const { conversationId, rev, seq, quote } = message;
    const shown = presentMessage(message, 0);
    if (Math.min(seq, quote?.seq ?? seq) > newestWindow) {
      return this.publisher.toConversation(conversationId, event, shown, except);
    }
    this.publisher.toWhole({ conversationId, rev, atSeq: seq, change: null }, event, shown, except);
  }
}
