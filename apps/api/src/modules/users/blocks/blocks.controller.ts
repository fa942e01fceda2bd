import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, type User, limits } from '@parley/contracts';
import { CurrentActor, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { UserPageDto } from '../users.dto';
import { Blocks } from './blocks.service';

/** To block is up to `chat`: it changes the direct conversation too. */
@ApiTags('users')
@ApiBearerAuth()
@Controller('users/me/blocks')
export class BlocksController {
  constructor(private readonly blocks: Blocks) {}

  @Get()
  @ApiOkResponse({ type: UserPageDto })
  list(@CurrentActor() actor: Actor, @Query() { cursor, limit = limits.pageSize }: PageQuery): Promise<Page<User>> {
    return this.blocks.list(actor, cursor, limit);
  }
}
