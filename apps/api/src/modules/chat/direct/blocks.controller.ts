import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, type User, limits } from '@parley/contracts';
import { CurrentActor, CurrentDevice, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { Blocks, UserPageDto } from '../../users';
import { BlockingService } from './blocking.service';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users/me/blocks')
export class BlocksController {
  constructor(
    private readonly blocks: Blocks,
    private readonly blocking: BlockingService,
  ) {}

  @Get()
  @ApiOkResponse({ type: UserPageDto })
  list(@CurrentActor() actor: Actor, @Query() { cursor, limit = limits.pageSize }: PageQuery): Promise<Page<User>> {
    return this.blocks.list(actor, cursor, limit);
  }

  @Put(':userId')
  @Limited('block')
  @HttpCode(204)
  @ApiNoContentResponse()
  block(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.blocking.block(actor, userId, device);
  }

  @Delete(':userId')
  @Limited('block')
  @HttpCode(204)
  @ApiNoContentResponse()
  unblock(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('userId', IdPipe) userId: string,
  ): Promise<void> {
    return this.blocking.unblock(actor, userId, device);
  }
}
