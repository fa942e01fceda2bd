import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type ManagedPerson, type Page, limits } from '@parley/contracts';
import { CurrentActor, CurrentDevice, IdPipe, SteppedUp } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { ChangePersonDto, ManagedPersonDto, ManagedPersonPageDto, PeopleQuery, SuspendDto } from './people.dto';
import { PeopleService } from './people.service';
import { SuspensionService } from './suspension.service';

@ApiTags('admin')
@ApiBearerAuth()
@Controller('admin/users')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly suspension: SuspensionService,
  ) {}

  @Get()
  @Limited('search')
  @ApiOkResponse({ type: ManagedPersonPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: PeopleQuery): Promise<Page<ManagedPerson>> {
    const { search = '', cursor, limit = limits.pageSize } = query;
    return this.people.list(actor, search, cursor, limit);
  }

  @Patch(':id')
  @SteppedUp()
  @ApiOkResponse({ type: ManagedPersonDto })
  change(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('id', IdPipe) id: string,
    @Body() { role }: ChangePersonDto,
  ): Promise<ManagedPerson> {
    return this.people.changeRole(actor, id, { role, device });
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @ApiOkResponse({ type: ManagedPersonDto })
  suspend(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: SuspendDto,
  ): Promise<ManagedPerson> {
    return this.suspension.suspend({ actor, device }, id, reason ?? null);
  }

  @Delete(':id/suspend')
  @ApiOkResponse({ type: ManagedPersonDto })
  lift(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('id', IdPipe) id: string,
  ): Promise<ManagedPerson> {
    return this.suspension.lift({ actor, device }, id);
  }

  /** Signs somebody out everywhere. */
  @Delete(':id/sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  signOut(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Param('id', IdPipe) id: string,
  ): Promise<void> {
    return this.suspension.signOut({ actor, device }, id);
  }
}
