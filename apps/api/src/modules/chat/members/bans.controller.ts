import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Ban, type Page, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { BanPageDto } from './members.dto';
import { MembersService } from './members.service';
import { MembershipChanges } from './membership-changes.service';

@ApiTags('members')
@ApiBearerAuth()
@Controller('chat/:id/bans')
export class BansController {
  constructor(
    private readonly members: MembersService,
    private readonly changes: MembershipChanges,
  ) {}

  @Get()
  @ApiOkResponse({ type: BanPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<Ban>> {
    return this.members.banned(actor, id, cursor, limit);
  }

  @Put(':userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse({ description: 'Removed, and not to come back' })
  ban(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.changes.ban(actor, id, userId);
  }

  @Delete(':userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse({ description: 'May come back' })
  unban(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.changes.unban(actor, id, userId);
  }
}
