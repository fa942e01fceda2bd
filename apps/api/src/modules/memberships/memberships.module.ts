import { Global, Module } from '@nestjs/common';
import { Subscriptions } from '../../realtime';
import { MembershipsRepository } from './memberships.repository';
import { Memberships } from './memberships.service';
import { StandingsRepository } from './standings.repository';
import { SocketSubscriptions } from './socket-subscriptions';

/** Global for one export: it answers realtime's `Subscriptions`. */
@Global()
@Module({
  providers: [
    Memberships,
    MembershipsRepository,
    StandingsRepository,
    { provide: Subscriptions, useClass: SocketSubscriptions },
  ],
  exports: [Memberships, MembershipsRepository, StandingsRepository, Subscriptions],
})
export class MembershipsModule {}
