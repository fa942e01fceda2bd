import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, type SavedMessage, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { SavedPageDto } from './saved.dto';
import { SavedService } from './saved.service';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('users/me/saved')
export class SavedController {
  constructor(private readonly saved: SavedService) {}

  @Get()
  @ApiOkResponse({ type: SavedPageDto, description: 'The latest first; what they no longer see is left out' })
  list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<SavedMessage>> {
    return this.saved.list(actor, cursor, limit);
  }

  @Put(':messageId')
  @Limited('message.act')
  @HttpCode(204)
  @ApiNoContentResponse()
  save(@CurrentActor() actor: Actor, @Param('messageId', IdPipe) messageId: string): Promise<void> {
    return this.saved.save(actor, messageId);
  }

  @Delete(':messageId')
  @Limited('message.act')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('messageId', IdPipe) messageId: string): Promise<void> {
    return this.saved.remove(actor, messageId);
  }
}
