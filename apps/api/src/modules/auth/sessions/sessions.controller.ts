import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type MySession, type Page, limits } from '@parley/contracts';
import { CurrentActor, CurrentDevice, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { MySessionsService } from './my-sessions.service';
import { MySessionPageDto } from './sessions.dto';

@ApiTags('security')
@ApiBearerAuth()
@Controller('users/me/sessions')
export class SessionsController {
  constructor(private readonly sessions: MySessionsService) {}

  @Get()
  @ApiOkResponse({ type: MySessionPageDto, description: 'Newest sign-in first' })
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<Page<MySession>> {
    return this.sessions.list(actor, query.cursor, query.limit ?? limits.pageSize);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  end(@CurrentActor() actor: Actor, @CurrentDevice() device: Device, @Param('id', IdPipe) id: string): Promise<void> {
    return this.sessions.end(actor, id, device);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'All but the one that asks, and every sign-in that is half done' })
  endOthers(@CurrentActor() actor: Actor, @CurrentDevice() device: Device): Promise<void> {
    return this.sessions.endOthers(actor, device);
  }
}
