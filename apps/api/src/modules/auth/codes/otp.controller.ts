import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentDevice, Public, isLocal } from '../../../http';
import type { Device } from '../../../platform/network';
import { Limited } from '../../../platform/rate-limits';
import { ApiEntered } from '../auth.dto';
import { Doorway } from '../entrance/doorway';
import { OtpDto, OtpVerifyDto } from './otp.dto';
import { OtpService } from './otp.service';

@ApiTags('auth')
@Public()
@Controller('auth/otp')
export class OtpController {
  constructor(
    private readonly otp: OtpService,
    private readonly doorway: Doorway,
  ) {}

  @Post()
  @Limited('otp.send')
  @HttpCode(202)
  @ApiAcceptedResponse({ description: 'Whether a code was mailed is not told' })
  async request(@Body() { email }: OtpDto): Promise<void> {
    await this.otp.request(email);
  }

  @Post('verify')
  @Limited('otp.verify')
  @HttpCode(200)
  @ApiEntered()
  async verify(
    @Body() { session, ...body }: OtpVerifyDto,
    @CurrentDevice() device: Device,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const person = await this.otp.verify(body, { local: isLocal(request), device });
    return this.doorway.enter({ person, shownBy: 'code' }, session, { request, response });
  }
}
