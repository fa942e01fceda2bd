import { Global, Module } from '@nestjs/common';
import { Subscriptions } from '../../realtime';
import { MembershipsRepository } from './memberships.repository';
import { Memberships } from './memberships.service';
import { SocketSubscriptions } from './socket-subscriptions';

/** Global for one export: it answers realtime's `Subscriptions`. */
@Global()
@Module({
  providers: [Memberships, MembershipsRepository, { provide: Subscriptions, useClass: SocketSubscriptions }],
  exports: [Memberships, MembershipsRepository, Subscriptions],
})
export class MembershipsModule {}
