import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { HistoryService } from './history.service';
import { MessagesController } from './messages.controller';
import { MessagesRepository } from './messages.repository';
import { MessagesSocket } from './messages.socket';
import { SendRepository } from './send.repository';
import { SendService } from './send.service';
import { UnreadRepository } from './unread.repository';

@Module({
  imports: [MembershipsModule],
  controllers: [MessagesController],
  providers: [HistoryService, MessagesRepository, MessagesSocket, SendRepository, SendService, UnreadRepository],
  exports: [MessagesRepository, SendService, UnreadRepository],
})
export class MessagesModule {}
