import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type DeadLetter, type Page, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { DeadLetters } from '../../../platform/broker';
import { ServerRights } from '../../users';
import { DeadLetterPageDto } from './dead-letters.dto';

@ApiTags('admin')
@ApiBearerAuth()
@Controller('admin/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly rights: ServerRights,
  ) {}

  @Get()
  @ApiOkResponse({ type: DeadLetterPageDto })
  async page(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<DeadLetter>> {
    await this.rights.require(actor, 'dead-letters.manage');
    const { cursor, limit = limits.pageSize } = query;
    const { items, nextCursor } = await this.letters.page(cursor, limit);
    return { items: items.map((letter) => ({ ...letter, parkedAt: letter.parkedAt.toISOString() })), nextCursor };
  }

  /** Goes back to where it failed. */
  @Post(':id/replay')
  @HttpCode(204)
  @ApiNoContentResponse()
  async replay(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.rights.require(actor, 'dead-letters.manage');
    await this.letters.replay(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    await this.rights.require(actor, 'dead-letters.manage');
    await this.letters.remove(id);
  }
}
