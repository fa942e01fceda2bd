import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ServerInfo } from '@parley/contracts';
import type { Request } from 'express';
import { Public, isLocal } from '../../../http';
import { ServerInfoDto } from '../auth.dto';
import { FirstRun } from './first-run';

@ApiTags('server')
@Public()
@Controller('server')
export class ServerController {
  constructor(private readonly firstRun: FirstRun) {}

  @Get()
  @ApiOkResponse({ type: ServerInfoDto })
  async info(@Req() request: Request): Promise<ServerInfo> {
    const firstRun = await this.firstRun.isNow();
    return { name: 'Parley', firstRun, setupCodeRequired: firstRun && !isLocal(request), registration: 'open' };
  }
}
