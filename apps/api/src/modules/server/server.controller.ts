import { Body, Controller, Get, Patch, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ServerInfo } from '@parley/contracts';
import type { Request } from 'express';
import { Config } from '../../config';
import { CurrentActor, CurrentDevice, Public, isLocal } from '../../http';
import type { Actor } from '../../platform/actor';
import type { Device } from '../../platform/network';
import { FirstRun } from './first-run';
import { type ServerFacts, ServerSettings } from './server-settings.service';
import { ChangeServerDto, ServerInfoDto } from './server.dto';

@ApiTags('server')
@Controller('server')
export class ServerController {
  constructor(
    private readonly firstRun: FirstRun,
    private readonly settings: ServerSettings,
    private readonly config: Config,
  ) {}

  @Get()
  @Public()
  @ApiOkResponse({ type: ServerInfoDto })
  async info(@Req() request: Request): Promise<ServerInfo> {
    return this.present(await this.settings.read(), request);
  }

  @Patch()
  @ApiBearerAuth()
  @ApiOkResponse({ type: ServerInfoDto })
  async change(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Body() body: ChangeServerDto,
    @Req() request: Request,
  ): Promise<ServerInfo> {
    return this.present(await this.settings.change(actor, body, device), request);
  }

  private async present({ name, registration }: ServerFacts, request: Request): Promise<ServerInfo> {
    const firstRun = await this.firstRun.isNow();
    const { editWindowSeconds } = this.config;
    return { name, firstRun, setupCodeRequired: firstRun && !isLocal(request), registration, editWindowSeconds };
  }
}
