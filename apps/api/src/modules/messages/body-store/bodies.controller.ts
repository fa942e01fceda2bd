import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { MessageBodies } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { HistoryService } from '../history.service';
import { BodiesQuery, MessageBodiesDto } from './bodies.dto';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id/bodies')
export class BodiesController {
  constructor(private readonly history: HistoryService) {}

  @Get()
  @Limited('message.bodies')
  @ApiOkResponse({ type: MessageBodiesDto, description: 'The whole texts of several messages' })
  texts(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Query() { ids }: BodiesQuery,
  ): Promise<MessageBodies> {
    return this.history.texts(actor, conversationId, ids);
  }
}
