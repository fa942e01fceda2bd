import { Injectable } from '@nestjs/common';
import { Subscriptions, type Subscription } from '../../realtime';
import { MembershipsRepository } from './memberships.repository';

@Injectable()
export class SocketSubscriptions extends Subscriptions {
  constructor(private readonly memberships: MembershipsRepository) {
    super();
  }

  of(userId: string): Promise<Subscription> {
    return this.memberships.subscription(userId);
  }
}
