import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships';
import { MessagesModule } from '../messages';
import { UsersModule } from '../users';
import { ChangesRepository, ConversationChanges } from './changes';
import { ChatController } from './chat.controller';
import { ConversationsRepository } from './conversations.repository';
import { BlockingService } from './direct/blocking.service';
import { BlockingController } from './direct/blocking.controller';
import { ConversationsService } from './conversations.service';
import { CreateService } from './create.service';
import { DeletionController } from './deletion/deletion.controller';
import { DeletionRepository } from './deletion/deletion.repository';
import { DeletionService } from './deletion/deletion.service';
import { Purge } from './deletion/purge.worker';
import { EditService } from './edit.service';
import { LookingSocket } from './looking.socket';
import { TypingSocket } from './typing.socket';
import { BansController } from './members/bans.controller';
import { BansRepository } from './members/bans.repository';
import { Invitations } from './members/invitations.service';
import { MembersController } from './members/members.controller';
import { MembersRepository } from './members/members.repository';
import { MembersService } from './members/members.service';
import { MembershipChanges } from './members/membership-changes.service';
import { OwnStateController } from './own/own-state.controller';
import { OwnStateRepository } from './own/own-state.repository';
import { OwnStateService } from './own/own-state.service';
import { RoomsController } from './rooms/rooms.controller';
import { RoomsRepository } from './rooms/rooms.repository';
import { RoomsService } from './rooms/rooms.service';

const changing = [ChangesRepository, ConversationChanges, CreateService, EditService];
const deleting = [DeletionRepository, DeletionService, Purge];
const members = [BansRepository, Invitations, MembersRepository, MembersService, MembershipChanges];
const own = [OwnStateRepository, OwnStateService];
const direct = [BlockingService];
const rooms = [RoomsRepository, RoomsService];

@Module({
  imports: [MembershipsModule, MessagesModule, UsersModule],
  // `deleted` is no id, so it is asked first.
  controllers: [
    DeletionController,
    RoomsController,
    ChatController,
    MembersController,
    BansController,
    OwnStateController,
    BlockingController,
  ],
  providers: [
    ConversationsRepository,
    ConversationsService,
    LookingSocket,
    TypingSocket,
    ...changing,
    ...deleting,
    ...members,
    ...own,
    ...rooms,
    ...direct,
  ],
  exports: [ConversationsRepository, ConversationsService, CreateService],
})
export class ChatModule {}
