import { Controller, Delete, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Message } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { MessageDto } from '../messages.dto';
import { PreviewsService } from './previews.service';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id/messages/:messageId/preview')
export class PreviewsController {
  constructor(private readonly previews: PreviewsService) {}

  @Delete()
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
  ): Promise<Message> {
    return this.previews.remove(actor, { messageId, conversationId });
  }
}
