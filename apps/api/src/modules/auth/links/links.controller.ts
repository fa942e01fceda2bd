import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentDevice, Public } from '../../../http';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { EmailVerification } from './email-verification.service';
import { ForgotPasswordDto, ResetPasswordDto, VerifyEmailDto } from './links.dto';
import { PasswordReset } from './password-reset.service';

/** Links are used by POST alone: programs that look at mail before people do open every address in it. */
@ApiTags('auth')
@Public()
@Controller('auth')
export class LinksController {
  constructor(
    private readonly verification: EmailVerification,
    private readonly reset: PasswordReset,
  ) {}

  @Post('email/verify')
  @Limited('link.use')
  @HttpCode(204)
  @ApiNoContentResponse()
  async verifyEmail(@Body() { token }: VerifyEmailDto, @CurrentDevice() device: Device): Promise<void> {
    await this.verification.verify(token, device);
  }

  @Post('password/forgot')
  @Limited('password.reset')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Whether a link was mailed is not told' })
  async forgotPassword(@Body() { email }: ForgotPasswordDto): Promise<void> {
    await this.reset.ask(email);
  }

  @Post('password/reset')
  @Limited('link.use')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resetPassword(@Body() { token, password }: ResetPasswordDto, @CurrentDevice() device: Device): Promise<void> {
    await this.reset.reset(token, password, device);
  }
}
