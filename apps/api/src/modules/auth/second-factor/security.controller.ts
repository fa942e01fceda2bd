import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { RecoveryCodes, Security, TotpSetup } from '@parley/contracts';
import { CurrentActor, CurrentDevice, SteppedUp } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { stepUpMethodsOf } from '../step-up/step-up.service';
import { EnrolmentService } from './enrolment.service';
import { FactorsRepository } from './factors.repository';
import { SetupService } from './setup.service';
import { RecoveryCodesDto, SecurityDto, TotpConfirmDto, TotpSetupDto } from './second-factor.dto';

@ApiTags('security')
@ApiBearerAuth()
@Controller('users/me')
export class SecurityController {
  constructor(
    private readonly factors: FactorsRepository,
    private readonly setup: SetupService,
    private readonly enrolment: EnrolmentService,
  ) {}

  @Get('security')
  @ApiOkResponse({ type: SecurityDto })
  async security(@CurrentActor() actor: Actor): Promise<Security> {
    const standing = await this.factors.standingOf(actor.userId);
    const { hasPassword, totpEnabledAt, recoveryCodesLeft } = standing;
    return {
      hasPassword,
      totp: totpEnabledAt && { enabledAt: totpEnabledAt.toISOString() },
      recoveryCodesLeft,
      stepUpMethods: stepUpMethodsOf(standing),
    };
  }

  @Post('totp')
  @SteppedUp()
  @ApiCreatedResponse({ type: TotpSetupDto, description: 'Not in force until it is confirmed' })
  begin(@CurrentActor() actor: Actor): Promise<TotpSetup> {
    return this.setup.begin(actor);
  }

  @Post('totp/confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'Shown this once; the other sessions end' })
  async confirm(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Body() { code }: TotpConfirmDto,
  ): Promise<RecoveryCodes> {
    return { codes: await this.enrolment.confirm(actor, code, device) };
  }

  @Delete('totp')
  @HttpCode(204)
  @SteppedUp()
  @ApiNoContentResponse({ description: 'The other sessions end' })
  remove(@CurrentActor() actor: Actor, @CurrentDevice() device: Device): Promise<void> {
    return this.enrolment.remove(actor, device);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @SteppedUp()
  @ApiOkResponse({ type: RecoveryCodesDto, description: 'The old ones end' })
  async renew(@CurrentActor() actor: Actor, @CurrentDevice() device: Device): Promise<RecoveryCodes> {
    return { codes: await this.enrolment.renewRecoveryCodes(actor, device) };
  }
}
