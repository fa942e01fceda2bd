export { AuditModule } from './audit.module';
export { Audit } from './audit.service';
