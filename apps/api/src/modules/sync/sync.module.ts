import { Module } from '@nestjs/common';
import { ChatModule } from '../chat';
import { MembershipsModule } from '../memberships';
import { MessagesModule } from '../messages';
import { UsersModule } from '../users';
import { ChangesService } from './changes.service';
import { SyncController } from './sync.controller';
import { SyncService } from './sync.service';
import { SyncSocket } from './sync.socket';

@Module({
  imports: [ChatModule, MembershipsModule, MessagesModule, UsersModule],
  controllers: [SyncController],
  providers: [ChangesService, SyncService, SyncSocket],
})
export class SyncModule {}
