import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type SignedIn, cookieNames } from '@parley/contracts';
import type { Request, Response } from 'express';
import { CurrentDevice, Public, isLocal } from '../../http';
import { readCookie } from '../../platform/browser';
import { DomainError } from '../../platform/errors';
import type { Device } from '../../platform/network';
import { Limited } from '../../platform/rate-limits';
import { UsersService } from '../users';
import { ApiEntered, LoginDto, RefreshDto, RegisterDto, SignedInDto } from './auth.dto';
import { clearAuthCookies } from './entrance/auth-cookies';
import { Doorway, signedIn } from './entrance/doorway';
import { SignInService } from './entrance/sign-in.service';
import { SignUpService } from './entrance/sign-up.service';
import { SecondFactorDto } from './second-factor/second-factor.dto';
import { SessionsService } from './sessions/sessions.service';

@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signUp: SignUpService,
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly doorway: Doorway,
  ) {}

  @Post('register')
  @Limited('register')
  @ApiCreatedResponse({ type: SignedInDto })
  async register(
    @Body() body: RegisterDto,
    @CurrentDevice() device: Device,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const person = await this.signUp.register(body, { local: isLocal(request), device });
    return this.doorway.enter({ person, shownBy: 'password' }, body.session, { request, response });
  }

  @Post('login')
  @Limited('login')
  @HttpCode(200)
  @ApiEntered()
  async login(
    @Body() body: LoginDto,
    @CurrentDevice() device: Device,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const person = await this.signIn.withPassword(body.login, body.password, device);
    return this.doorway.enter({ person, shownBy: 'password' }, body.session, { request, response });
  }

  @Post('second-factor')
  @Limited('second-factor')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInDto })
  secondFactor(
    @Body() body: SecondFactorDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedIn> {
    return this.doorway.complete(body, { request, response });
  }

  @Post('refresh')
  @Limited('refresh')
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInDto })
  async refresh(
    @Body() body: RefreshDto,
    @CurrentDevice() device: Device,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const refreshToken = body.refreshToken ?? readCookie(request, cookieNames.refresh);
    if (!refreshToken) throw new DomainError('auth.required', 'Sign in first.');
    const tokens = await this.sessions.refresh(refreshToken, device);
    const person = await this.users.find(tokens.userId);
    return signedIn({ person, tokens }, body.refreshToken ? 'token' : 'cookie', { request, response });
  }

  /** Ends the session of the refresh token or, failing that, of the access token; nothing to end is no error. */
  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(
    @Body() body: RefreshDto,
    @CurrentDevice() device: Device,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const refreshToken = body.refreshToken ?? readCookie(request, cookieNames.refresh);
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const accessToken = bearer ?? readCookie(request, cookieNames.access);
    await this.sessions.signOut({ refreshToken, accessToken }, device);
    clearAuthCookies(request, response);
  }
}
