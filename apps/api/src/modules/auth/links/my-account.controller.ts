import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, CurrentDevice, SteppedUp } from '../../../http';
import type { Actor } from '../../../platform/actor';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { OwnPassword } from '../passwords/own-password.service';
import { EmailVerification } from './email-verification.service';
import { ChangeEmailDto, ChangePasswordDto } from './links.dto';

@ApiTags('users')
@ApiBearerAuth()
@Controller('users/me')
export class MyAccountController {
  constructor(
    private readonly verification: EmailVerification,
    private readonly password: OwnPassword,
  ) {}

  @Post('email/verification')
  @Limited('email.verify')
  @HttpCode(202)
  @ApiAcceptedResponse()
  async verifyEmail(@CurrentActor() actor: Actor): Promise<void> {
    await this.verification.askAgain(actor);
  }

  @Post('email')
  @SteppedUp()
  @Limited('email.change')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Whether the address is somebody’s already is not told' })
  async changeEmail(@CurrentActor() actor: Actor, @Body() { email }: ChangeEmailDto): Promise<void> {
    await this.verification.askForChange(actor, email);
  }

  @Post('password')
  @SteppedUp()
  @Limited('password.change')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(
    @CurrentActor() actor: Actor,
    @CurrentDevice() device: Device,
    @Body() { password }: ChangePasswordDto,
  ): Promise<void> {
    await this.password.change(actor, password, device);
  }
}
