import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { Config } from '../../config';
import { Settings } from '../../platform/database';
import { Identity } from '../../realtime';
import { UsersModule } from '../users';
import { AccessGuard } from './access-guard';
import { AccessTokens } from './access-tokens';
import { AuthController } from './auth.controller';
import { CredentialsRepository } from './credentials.repository';
import { FirstRun } from './first-run';
import { AccessTokenStrategy } from './passport-jwt';
import { Passwords } from './passwords';
import { RevokedSessions } from './revoked-sessions';
import { ServerController } from './server.controller';
import { SessionCleanup } from './session-cleanup.worker';
import { SessionsRepository } from './sessions.repository';
import { SessionsService } from './sessions.service';
import { SignInService } from './sign-in.service';
import { SignUpService } from './sign-up.service';
import { SigningKey } from './signing-key';

const signingKey = { provide: SigningKey, inject: [Config, Settings], useFactory: SigningKey.load };

/** Global for one export: it answers realtime's `Identity`. */
@Global()
@Module({
  imports: [
    UsersModule,
    PassportModule,
    JwtModule.registerAsync({
      extraProviders: [signingKey],
      inject: [SigningKey],
      useFactory: ({ value }: SigningKey) => ({ secret: value }),
    }),
  ],
  controllers: [AuthController, ServerController],
  providers: [
    signingKey,
    { provide: Identity, useExisting: AccessTokens },
    { provide: APP_GUARD, useClass: AccessGuard },
    AccessTokens,
    AccessTokenStrategy,
    CredentialsRepository,
    FirstRun,
    Passwords,
    RevokedSessions,
    SessionCleanup,
    SessionsRepository,
    SessionsService,
    SignInService,
    SignUpService,
  ],
  exports: [Identity, FirstRun, SignUpService],
})
export class AuthModule {}
