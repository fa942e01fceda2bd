import { Global, Module } from '@nestjs/common';
import { Committed } from '../../realtime';
import { ChatModule } from '../chat';
import { MembershipsModule } from '../memberships';
import { MessagesModule } from '../messages';
import { UsersModule } from '../users';
import { ChangesService } from './changes.service';
import { CommittedChanges } from './nodes/committed-changes';
import { MovedRepository } from './nodes/moved.repository';
import { SyncController } from './sync.controller';
import { SyncService } from './sync.service';
import { SyncSocket } from './sync.socket';

/** Global for one export: it answers realtime's `Committed`. */
@Global()
@Module({
  imports: [ChatModule, MembershipsModule, MessagesModule, UsersModule],
  controllers: [SyncController],
  providers: [
    ChangesService,
    MovedRepository,
    SyncService,
    SyncSocket,
    { provide: Committed, useClass: CommittedChanges },
  ],
  exports: [Committed],
})
export class SyncModule {}
