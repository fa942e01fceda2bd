import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { NotificationModule } from '../notification';
import { ServerModule } from '../server';
import { UsersModule } from '../users';
import { AuditController } from './audit.controller';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { PeopleController } from './people/people.controller';
import { PeopleRepository } from './people/people.repository';
import { PeopleService } from './people/people.service';
import { SuspensionService } from './people/suspension.service';
import { DeadLetterNotice } from './workers/dead-letter-notice.worker';

/** What those see and do who look after the server. */
@Module({
  imports: [AuthModule, NotificationModule, ServerModule, UsersModule],
  controllers: [AuditController, DeadLettersController, PeopleController, DeadLetterNotice],
  providers: [PeopleRepository, PeopleService, SuspensionService],
})
export class AdminModule {}
