import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Message, Page } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { MessageDto, MessagePageDto } from '../messages.dto';
import { PinsService } from './pins.service';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id')
export class PinsController {
  constructor(private readonly pins: PinsService) {}

  @Get('pins')
  @ApiOkResponse({ type: MessagePageDto, description: 'The latest pin first; never more than one page' })
  list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page<Message>> {
    return this.pins.list(actor, id);
  }

  @Put('messages/:messageId/pin')
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  pin(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
  ): Promise<Message> {
    return this.pins.set(actor, { messageId, conversationId }, true);
  }

  @Delete('messages/:messageId/pin')
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  unpin(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
  ): Promise<Message> {
    return this.pins.set(actor, { messageId, conversationId }, false);
  }
}
