import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type AuditEntry, type Page, limits } from '@parley/contracts';
import { CurrentActor } from '../../http';
import type { Actor } from '../../platform/actor';
import { Audit } from '../audit';
import { ServerRights } from '../users';
import { AuditPageDto, AuditQueryDto } from './audit.dto';

@ApiTags('admin')
@ApiBearerAuth()
@Controller('admin/audit')
export class AuditController {
  constructor(
    private readonly audit: Audit,
    private readonly rights: ServerRights,
  ) {}

  @Get()
  @ApiOkResponse({ type: AuditPageDto })
  async page(@CurrentActor() actor: Actor, @Query() query: AuditQueryDto): Promise<Page<AuditEntry>> {
    await this.rights.require(actor, 'audit.read');
    const { cursor, limit = limits.pageSize, ...wanted } = query;
    return this.audit.page(wanted, cursor, limit);
  }
}
