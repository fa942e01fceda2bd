import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type EarlierText, type Message, type Page, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { MessageDto } from '../messages.dto';
import { DeleteQuery, EarlierTextDto, EarlierTextPageDto, EditDto } from './acts.dto';
import { DeleteService } from './delete.service';
import { EditService } from './edit.service';
import { ReactService } from './react.service';
import { RevPipe } from './rev-pipe';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id/messages/:messageId')
export class ActsController {
  constructor(
    private readonly edits: EditService,
    private readonly deletions: DeleteService,
    private readonly reactions: ReactService,
  ) {}

  @Patch()
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Body() { text }: EditDto,
  ): Promise<Message> {
    return this.edits.edit(actor, { messageId, conversationId }, text);
  }

  @Get('edits')
  @ApiOkResponse({ type: EarlierTextPageDto, description: 'The texts it had before, the latest first' })
  earlierTexts(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<EarlierText>> {
    return this.edits.earlierTexts(actor, { conversationId, messageId }, { cursor, limit });
  }

  @Get('edits/:rev')
  @ApiOkResponse({ type: EarlierTextDto, description: 'One of them, whole' })
  earlierText(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Param('rev', RevPipe) rev: number,
  ): Promise<EarlierText> {
    return this.edits.earlierText(actor, { conversationId, messageId }, rev);
  }

  @Delete()
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  delete(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Query() query: DeleteQuery,
  ): Promise<Message> {
    return this.deletions.delete(actor, { messageId, conversationId }, query.for);
  }

  @Put('reactions/:emoji')
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  react(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Param('emoji') emoji: string,
  ): Promise<Message> {
    return this.reactions.react(actor, { messageId, conversationId }, { emoji, on: true });
  }

  @Delete('reactions/:emoji')
  @Limited('message.act')
  @ApiOkResponse({ type: MessageDto })
  unreact(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) conversationId: string,
    @Param('messageId', IdPipe) messageId: string,
    @Param('emoji') emoji: string,
  ): Promise<Message> {
    return this.reactions.react(actor, { messageId, conversationId }, { emoji, on: false });
  }
}
