import { Module } from '@nestjs/common';
import { UsersModule } from '../users';
import { AuditController } from './audit.controller';

/** What those see and do who look after the server. */
@Module({ imports: [UsersModule], controllers: [AuditController] })
export class AdminModule {}
