import { Body, Controller, Get, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Conversation, type Page, limits } from '@parley/contracts';
import type { Response } from 'express';
import { CurrentActor, IdPipe } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import {
  ChangeConversationDto,
  ConversationDto,
  ConversationPageDto,
  CreateConversationDto,
  ListQuery,
  creationOf,
} from './chat.dto';
import { ConversationsService } from './conversations.service';
import { CreateService } from './create.service';
import { EditService } from './edit.service';

@ApiTags('chat')
@ApiBearerAuth()
@Controller('chat')
export class ChatController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly creation: CreateService,
    private readonly edits: EditService,
  ) {}

  @Get()
  @ApiOkResponse({ type: ConversationPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit = limits.pageSize, filter }: ListQuery,
  ): Promise<Page<Conversation>> {
    return this.conversations.list(actor, { filter, cursor, limit });
  }

  @Get(':id')
  @ApiOkResponse({ type: ConversationDto })
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Conversation> {
    return this.conversations.one(actor, id);
  }

  @Patch(':id')
  @ApiOkResponse({ type: ConversationDto })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeConversationDto,
  ): Promise<Conversation> {
    await this.edits.change(actor, id, body);
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
        : await this.creation.createGroup(actor, request);
    response.status(fresh ? HttpStatus.CREATED : HttpStatus.OK);
    return this.conversations.one(actor, conversationId);
  }
}
