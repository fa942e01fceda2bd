import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { SteppedUp } from '@parley/contracts';
import { CurrentActor, CurrentDevice } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { StepUpDto, SteppedUpDto } from './step-up.dto';
import { StepUpService } from './step-up.service';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/step-up')
export class StepUpController {
  constructor(private readonly stepUp: StepUpService) {}

  @Post()
  @Limited('step-up')
  @HttpCode(200)
  @ApiOkResponse({ type: SteppedUpDto })
  async prove(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Body() body: StepUpDto,
  ): Promise<SteppedUp> {
    return { expiresIn: await this.stepUp.prove(actor, body, device) };
  }

  @Post('code')
  @Limited('step-up.code')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async mailCode(@CurrentActor() actor: Actor): Promise<void> {
    await this.stepUp.mailCode(actor);
  }
}
