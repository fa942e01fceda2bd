import { Module } from '@nestjs/common';
import { SelfChanges } from './self-changes.repository';
import { UsersController } from './users.controller';
import { UsersRepository } from './users.repository';
import { UsersService } from './users.service';

@Module({
  controllers: [UsersController],
  providers: [UsersService, UsersRepository, SelfChanges],
  exports: [UsersService, UsersRepository, SelfChanges],
})
export class UsersModule {}
