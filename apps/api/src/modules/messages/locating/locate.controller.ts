import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Located } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { LocateQuery, LocatedDto } from './locate.dto';
import { LocateService } from './locate.service';

@ApiTags('messages')
@ApiBearerAuth()
@Controller('chat/:id/locate')
export class LocateController {
  constructor(private readonly places: LocateService) {}

  @Get()
  @ApiOkResponse({ type: LocatedDto, description: 'Ask with one of date, messageId and unread' })
  locate(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query() query: LocateQuery): Promise<Located> {
    return this.places.locate(actor, id, query);
  }
}
