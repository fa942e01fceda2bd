import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { Together } from '../../platform/turns';
import { Subscriptions, type Subscription } from '../../realtime';
import { MembershipsRepository } from './memberships.repository';

/** Sockets in one read: their conversations are in one answer. */
const most = 32;
/** At the slowest some hundreds are read a second, and nobody waits for a connection for ten. */
const waitingMax = 2_000;
const retryInMs = 3_000;

const overloaded = () =>
  new DomainError('unavailable', 'Too many are coming back at once. Try again in a moment.', { retryInMs });

const nothing: Subscription = { conversations: [], selfRev: 0 };

@Injectable()
export class SocketSubscriptions extends Subscriptions {
  private readonly whole: Together<string, Subscription>;

  constructor(memberships: MembershipsRepository) {
    super();
    const read = (userIds: string[]) => memberships.subscriptions(userIds);
    this.whole = new Together({ read, most, waitingMax, overloaded });
  }

  async of(userId: string): Promise<Subscription> {
    return (await this.whole.get(userId)) ?? nothing;
  }
}
