import { Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, CurrentDevice, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { BlockingService } from './blocking.service';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users/me/blocks')
export class BlockingController {
  constructor(private readonly blocking: BlockingService) {}

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
