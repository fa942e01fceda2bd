import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { UsersModule } from '../users';
import { AuditController } from './audit.controller';
import { PeopleController } from './people/people.controller';
import { PeopleRepository } from './people/people.repository';
import { PeopleService } from './people/people.service';
import { SuspensionService } from './people/suspension.service';

/** What those see and do who look after the server. */
@Module({
  imports: [AuthModule, UsersModule],
  controllers: [AuditController, PeopleController],
  providers: [PeopleRepository, PeopleService, SuspensionService],
})
export class AdminModule {}
