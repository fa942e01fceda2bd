import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Member, type Page, limits } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { AddMembersDto, ChangeMemberDto, MemberDto, MemberPageDto, MembersQuery } from './members.dto';
import { MembersService } from './members.service';
import { MembershipChanges } from './membership-changes.service';

@ApiTags('members')
@ApiBearerAuth()
@Controller('chat/:id/members')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly changes: MembershipChanges,
  ) {}

  @Get()
  @Limited('search')
  @ApiOkResponse({ type: MemberPageDto, description: 'Owners and admins first, then by name' })
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit = limits.pageSize, ...query }: MembersQuery,
  ): Promise<Page<Member>> {
    return this.members.list(actor, id, { ...query, limit });
  }

  @Post()
  @ApiCreatedResponse({ type: MemberPageDto, description: 'Those asked for, as they now stand' })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: AddMembersDto,
  ): Promise<Page<Member>> {
    const userIds = body.userIds.map((userId) => userId.toLowerCase());
    await this.changes.add(actor, id, userIds);
    return { items: await this.members.some(actor, id, userIds), nextCursor: null };
  }

  @Patch(':userId')
  @ApiOkResponse({ type: MemberDto })
  async setRole(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
    @Body() { role }: ChangeMemberDto,
  ): Promise<Member> {
    await this.changes.setRole(actor, id, { userId, role });
    return this.members.one(actor, id, userId);
  }

  @Delete(':userId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse({ description: 'Removed; with one’s own id: left' })
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.changes.remove(actor, id, userId);
  }
}
