import { Global, Module } from '@nestjs/common';
import { AuditCleanup } from './audit-cleanup.worker';
import { AuditRepository } from './audit.repository';
import { Audit } from './audit.service';

/** Global, because every module has something to remember; it knows none of them. */
@Global()
@Module({ providers: [Audit, AuditRepository, AuditCleanup], exports: [Audit] })
export class AuditModule {}
