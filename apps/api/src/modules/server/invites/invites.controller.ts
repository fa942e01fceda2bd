import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Invite, type Page, limits } from '@parley/contracts';
import type { Response } from 'express';
import { Config } from '../../../config';
import { CurrentActor, CurrentDevice, IdPipe, PageQuery } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { CreateInviteDto, InviteDto, InvitePageDto } from './invites.dto';
import { presentInvite } from './invites.presenter';
import { InvitesService } from './invites.service';

@ApiTags('invites')
@ApiBearerAuth()
@Controller('invites')
export class InvitesController {
  constructor(
    private readonly invites: InvitesService,
    private readonly config: Config,
  ) {}

  @Get()
  @ApiOkResponse({ type: InvitePageDto })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { cursor, limit = limits.pageSize }: PageQuery,
  ): Promise<Page<Invite>> {
    const { items, nextCursor } = await this.invites.list(actor, cursor, limit);
    return { items: items.map((invite) => presentInvite(invite, this.config.publicUrl)), nextCursor };
  }

  @Post()
  @ApiCreatedResponse({ type: InviteDto })
  @ApiOkResponse({ type: InviteDto, description: 'This `clientId` made it before' })
  async create(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Body() body: CreateInviteDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Invite> {
    const { invite, fresh } = await this.invites.create(actor, body, device);
    response.status(fresh ? HttpStatus.CREATED : HttpStatus.OK);
    return presentInvite(invite, this.config.publicUrl);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('id', IdPipe) id: string,
  ): Promise<void> {
    return this.invites.revoke(actor, id, device);
  }
}
