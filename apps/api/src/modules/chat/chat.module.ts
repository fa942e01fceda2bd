import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { MessagesModule } from '../messages';
import { UsersModule } from '../users';
import { ChatController } from './chat.controller';
import { ConversationsRepository } from './conversations.repository';
import { ConversationsService } from './conversations.service';
import { OpenDirectService } from './open-direct.service';

@Module({
  imports: [MembershipsModule, MessagesModule, UsersModule],
  controllers: [ChatController],
  providers: [ConversationsRepository, ConversationsService, OpenDirectService],
  exports: [ConversationsRepository, ConversationsService, OpenDirectService],
})
export class ChatModule {}
