import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ChangesAnswer, Heads, SelfAnswer } from '@parley/contracts';
import { CurrentActor } from '../../http';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { ChangesService } from './changes.service';
import { ChangesAnswerDto, ChangesDto, HeadsAnswerDto, HeadsDto, SelfAnswerDto, SelfDto } from './sync.dto';
import { SyncService } from './sync.service';

@ApiTags('sync')
@ApiBearerAuth()
@Limited('sync')
@Controller('sync')
export class SyncController {
  constructor(
    private readonly sync: SyncService,
    private readonly changed: ChangesService,
  ) {}

  @Get('heads')
  @ApiOkResponse({ type: HeadsAnswerDto })
  heads(@CurrentActor() actor: Actor, @Query() query: HeadsDto): Promise<Heads> {
    return this.sync.heads(actor, query);
  }

  @Get('changes')
  @ApiOkResponse({ type: ChangesAnswerDto })
  changes(@CurrentActor() actor: Actor, @Query() query: ChangesDto): Promise<ChangesAnswer> {
    return this.changed.one(actor, query);
  }

  @Get('self')
  @ApiOkResponse({ type: SelfAnswerDto })
  self(@CurrentActor() actor: Actor, @Query() query: SelfDto): Promise<SelfAnswer> {
    return this.sync.self(actor, query);
  }
}
