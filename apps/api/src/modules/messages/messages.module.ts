import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { UsersModule } from '../users';
import { ActsController } from './acts/acts.controller';
import { ActsRepository } from './acts/acts.repository';
import { ActsService } from './acts/acts.service';
import { ActsSocket } from './acts/acts.socket';
import { DeleteService } from './acts/delete.service';
import { EditService } from './acts/edit.service';
import { ReactService } from './acts/react.service';
import { HistoryService } from './history.service';
import { MessageNews } from './message-news';
import { MessagesController } from './messages.controller';
import { MessagesRepository } from './messages.repository';
import { MessagesSocket } from './messages.socket';
import { SendRepository } from './sending/send.repository';
import { SendService } from './sending/send.service';
import { UnreadRepository } from './unread.repository';

@Module({
  imports: [MembershipsModule, UsersModule],
  controllers: [MessagesController, ActsController],
  providers: [
    ActsRepository,
    ActsService,
    ActsSocket,
    DeleteService,
    EditService,
    HistoryService,
    MessageNews,
    MessagesRepository,
    MessagesSocket,
    ReactService,
    SendRepository,
    SendService,
    UnreadRepository,
  ],
  exports: [MessagesRepository, SendService, UnreadRepository],
})
export class MessagesModule {}
