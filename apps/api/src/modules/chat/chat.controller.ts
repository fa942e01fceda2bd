import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Conversation, type Page, limits } from '@parley/contracts';
import type { Response } from 'express';
import { CurrentActor, IdPipe, PageQuery } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { ConversationDto, ConversationPageDto, CreateConversationDto, creationOf } from './chat.dto';
import { ConversationsService } from './conversations.service';
import { CreateService } from './create.service';

@ApiTags('chat')
@ApiBearerAuth()
@Controller('chat')
export class ChatController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly creation: CreateService,
  ) {}

  @Get()
  @ApiOkResponse({ type: ConversationPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<Conversation>> {
    return this.conversations.list(actor, cursor, limit);
  }

  @Get(':id')
  @ApiOkResponse({ type: ConversationDto })
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Conversation> {
    return this.conversations.one(actor, id);
  }

  @Post()
  @Limited('create')
  @ApiCreatedResponse({ type: ConversationDto })
  @ApiOkResponse({ type: ConversationDto, description: 'It was there already' })
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateConversationDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Conversation> {
    const request = creationOf(body);
    const { conversationId, fresh } =
      request.kind === 'direct'
        ? await this.creation.openDirect(actor, request.userId.toLowerCase())
        : { conversationId: await this.creation.createGroup(actor, request), fresh: true };
    response.status(fresh ? HttpStatus.CREATED : HttpStatus.OK);
    return this.conversations.one(actor, conversationId);
  }
}
