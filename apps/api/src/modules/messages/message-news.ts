import { Injectable } from '@nestjs/common';
import { serverEvents } from '@parley/contracts';
import { OutboxRelay } from '../../platform/broker';
import { Publisher } from '../../realtime';
import type { StoredMessage } from './message';
import { presentMessage } from './messages.presenter';

type Told = typeof serverEvents.messageReceived | typeof serverEvents.messageUpdated;

/** Tells a conversation of a message, and the workers that there is something to do. */
@Injectable()
export class MessageNews {
  constructor(
    private readonly publisher: Publisher,
    private readonly relay: OutboxRelay,
  ) {}

  tell(event: Told, message: StoredMessage, except?: string): void {
    this.relay.wake();
    const body = event === serverEvents.messageReceived ? message.bodyHash : null;
    const data = presentMessage(message, 0);
    this.publisher.message({ event, data, ...(body !== null && { body }) }, except);
  }
}
