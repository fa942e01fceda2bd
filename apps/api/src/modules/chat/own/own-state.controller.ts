import { Body, Controller, Param, Patch, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { OwnState } from '@parley/contracts';
import { CurrentActor, IdPipe } from '../../../http';
import type { Actor } from '../../../platform/actor';
import { ChangeSettingsDto, DraftDto, OwnStateDto } from './own-state.dto';
import { OwnStateService } from './own-state.service';

@ApiTags('chat')
@ApiBearerAuth()
@Controller('chat/:id')
export class OwnStateController {
  constructor(private readonly states: OwnStateService) {}

  @Patch('settings')
  @ApiOkResponse({ type: OwnStateDto })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeSettingsDto,
  ): Promise<OwnState> {
    return this.states.change(actor, id, body);
  }

  @Put('draft')
  @ApiOkResponse({ type: OwnStateDto })
  draft(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() { text }: DraftDto): Promise<OwnState> {
    return this.states.draft(actor, id, text);
  }
}
