import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { HistoryPage, Message } from '@parley/contracts';
import type { Response } from 'express';
import { CurrentActor, IdPipe } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { HistoryService } from './history.service';
import { HistoryPageDto, HistoryQuery, MessageDto, SendDto } from './messages.dto';
import { SendService } from './sending/send.service';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id/messages')
export class MessagesController {
  constructor(
    private readonly sends: SendService,
    private readonly history: HistoryService,
  ) {}

  @Get()
  @ApiOkResponse({ type: HistoryPageDto })
  page(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: HistoryQuery,
  ): Promise<HistoryPage> {
    return this.history.page(actor, id, query);
  }

  @Get(':messageId')
  @ApiOkResponse({ type: MessageDto })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('messageId', IdPipe) messageId: string,
  ): Promise<Message> {
    return this.history.one(actor, id, messageId);
  }

  @Post()
  @Limited('message.send')
  @ApiCreatedResponse({ type: MessageDto })
  @ApiOkResponse({ type: MessageDto, description: 'This clientId was sent before' })
  async send(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: SendDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Message> {
    const { message, fresh } = await this.sends.send(actor, { ...body, conversationId: id });
    response.status(fresh ? HttpStatus.CREATED : HttpStatus.OK);
    return message;
  }
}
