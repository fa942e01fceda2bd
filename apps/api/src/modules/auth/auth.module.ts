import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { Config } from '../../config';
import { Settings } from '../../platform/database';
import { Identity } from '../../realtime';
import { ServerModule } from '../server';
import { UsersModule } from '../users';
import { AccessGuard } from './tokens/access-guard';
import { AccessTokens } from './tokens/access-tokens';
import { AuthController } from './auth.controller';
import { CredentialsRepository } from './passwords/credentials.repository';
import { Doorway } from './entrance/doorway';
import { EntranceService } from './entrance/entrance.service';
import { AccessTokenStrategy } from './tokens/passport-jwt';
import { Passwords } from './passwords/passwords';
import { Guesses } from './guesses';
import { Challenges } from './second-factor/challenges';
import { EnrolmentService } from './second-factor/enrolment.service';
import { FactorsRepository } from './second-factor/factors.repository';
import { SecondFactorService } from './second-factor/second-factor.service';
import { SecurityController } from './second-factor/security.controller';
import { LastSeen } from './sessions/last-seen.worker';
import { MySessionsService } from './sessions/my-sessions.service';
import { RevokedSessions } from './sessions/revoked-sessions';
import { SessionCleanup } from './sessions/session-cleanup.worker';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { SignInService } from './entrance/sign-in.service';
import { SignUpService } from './entrance/sign-up.service';
import { SigningKey } from './tokens/signing-key';

import { StepUpController } from './step-up/step-up.controller';
import { StepUpGuard } from './step-up/step-up-guard';
import { StepUpService } from './step-up/step-up.service';

const signingKey = { provide: SigningKey, inject: [Config, Settings], useFactory: SigningKey.load };

/** Global for one export: it answers realtime's `Identity`. */
@Global()
@Module({
  imports: [
    ServerModule,
    UsersModule,
    PassportModule,
    JwtModule.registerAsync({
      extraProviders: [signingKey],
      inject: [SigningKey],
      useFactory: ({ value }: SigningKey) => ({ secret: value }),
    }),
  ],
  controllers: [AuthController, SecurityController, SessionsController, StepUpController],
  providers: [
    signingKey,
    { provide: Identity, useExisting: AccessTokens },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: StepUpGuard },
    AccessTokens,
    AccessTokenStrategy,
    Challenges,
    CredentialsRepository,
    Doorway,
    EnrolmentService,
    EntranceService,
    FactorsRepository,
    Guesses,
    LastSeen,
    MySessionsService,
    Passwords,
    RevokedSessions,
    SecondFactorService,
    SessionCleanup,
    SessionsRepository,
    SessionsService,
    SignInService,
    SignUpService,
    StepUpService,
  ],
  exports: [Identity, SessionsService, SignUpService],
})
export class AuthModule {}
