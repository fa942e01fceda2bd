import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Conversation, type Page, type RoomSummary, limits } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { ConversationDto } from '../chat.dto';
import { ConversationsService } from '../conversations.service';
import { MembershipChanges } from '../members/membership-changes.service';
import { RoomPageDto, RoomsQuery } from './rooms.dto';
import { RoomsService } from './rooms.service';

@ApiTags('rooms')
@ApiBearerAuth()
@Controller()
export class RoomsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly changes: MembershipChanges,
    private readonly conversations: ConversationsService,
  ) {}

  @Get('rooms')
  @Limited('search')
  @ApiOkResponse({ type: RoomPageDto })
  browse(
    @CurrentActor() actor: Actor,
    @Query() { limit = limits.pageSize, ...query }: RoomsQuery,
  ): Promise<Page<RoomSummary>> {
    return this.rooms.browse(actor, { ...query, limit });
  }

  @Post('chat/:id/join')
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ type: ConversationDto })
  async join(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Conversation> {
    await this.changes.join(actor, id);
    return this.conversations.one(actor, id);
  }
}
