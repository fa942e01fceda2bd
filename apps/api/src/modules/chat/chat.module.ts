import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { MessagesModule } from '../messages';
import { UsersModule } from '../users';
import { ChatController } from './chat.controller';
import { ConversationsRepository } from './conversations.repository';
import { ConversationsService } from './conversations.service';
import { CreateService } from './create.service';
import { LookingSocket } from './looking.socket';

@Module({
  imports: [MembershipsModule, MessagesModule, UsersModule],
  controllers: [ChatController],
  providers: [ConversationsRepository, ConversationsService, CreateService, LookingSocket],
  exports: [ConversationsRepository, ConversationsService, CreateService],
})
export class ChatModule {}
