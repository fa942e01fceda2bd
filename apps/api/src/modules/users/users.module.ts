import { Module } from '@nestjs/common';
import { BlocksController } from './blocks/blocks.controller';
import { BlocksRepository } from './blocks/blocks.repository';
import { Blocks } from './blocks/blocks.service';
import { DirectoryRepository } from './directory/directory.repository';
import { DirectoryService } from './directory/directory.service';
import { ProfileRepository } from './profile/profile.repository';
import { ProfileService } from './profile/profile.service';
import { SelfChanges } from './self-changes.repository';
import { ServerRights } from './server-rights.service';
import { UsersController } from './users.controller';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

@Module({
  controllers: [BlocksController, UsersController],
  providers: [
    Blocks,
    BlocksRepository,
    DirectoryRepository,
    DirectoryService,
    ProfileRepository,
    ProfileService,
    SelfChanges,
    ServerRights,
    UsersRepository,
    UsersService,
  ],
  exports: [Blocks, SelfChanges, ServerRights, UsersRepository, UsersService],
})
export class UsersModule {}
