import { Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Conversation, type DeletedConversation, type Page, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { ConversationDto } from '../chat.dto';
import { ConversationsService } from '../conversations.service';
import { DeletedPageDto } from './deletion.dto';
import { DeletionService } from './deletion.service';

@ApiTags('chat')
@ApiBearerAuth()
@Controller('chat')
export class DeletionController {
  constructor(
    private readonly deletion: DeletionService,
    private readonly conversations: ConversationsService,
  ) {}

  @Get('deleted')
  @ApiOkResponse({ type: DeletedPageDto, description: 'What one owned and may still take back' })
  list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<DeletedConversation>> {
    return this.deletion.list(actor, cursor, limit);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiNoContentResponse({ description: `Gone for everybody; for ${limits.deletionGraceDays} days it can be restored` })
  delete(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.deletion.delete(actor, id);
  }

  @Post(':id/restore')
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ type: ConversationDto })
  async restore(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Conversation> {
    await this.deletion.restore(actor, id);
    return this.conversations.one(actor, id);
  }
}
