import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type AuditEntry, type AuditPerson, type AuditType, type Page, auditTypes } from '@parley/contracts';
import { IsIn, IsUUID } from 'class-validator';
import { PageQuery } from '../../http';
import { Optional } from '../../platform/validation';

export class AuditQueryDto extends PageQuery {
  @ApiPropertyOptional({ enum: auditTypes })
  @Optional()
  @IsIn(auditTypes)
  type?: AuditType;

  @ApiPropertyOptional({ format: 'uuid', description: 'Who did it, or whom it concerns' })
  @Optional()
  @IsUUID()
  userId?: string;
}

class AuditPersonDto implements AuditPerson {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null when the account is gone' }) username: string | null;
}

class AuditEntryDto implements AuditEntry {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: auditTypes }) type: AuditType;
  @ApiProperty({ type: AuditPersonDto, nullable: true }) actor: AuditPerson | null;
  @ApiProperty({ type: AuditPersonDto, nullable: true }) subject: AuditPerson | null;
  @ApiProperty({ type: String, nullable: true }) address: string | null;
  @ApiProperty({ type: String, nullable: true }) userAgent: string | null;
  @ApiProperty({ type: Object }) data: AuditEntry['data'];
}

export class AuditPageDto implements Page<AuditEntry> {
  @ApiProperty({ type: [AuditEntryDto] }) items: AuditEntry[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
