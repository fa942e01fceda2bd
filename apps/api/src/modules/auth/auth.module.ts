import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { Config } from '../../config';
import { Settings } from '../../platform/database';
import { Identity } from '../../realtime';
import { UsersModule } from '../users';
import { AccessGuard } from './tokens/access-guard';
import { AccessTokens } from './tokens/access-tokens';
import { AuthController } from './auth.controller';
import { CredentialsRepository } from './passwords/credentials.repository';
import { FirstRun } from './entrance/first-run';
import { AccessTokenStrategy } from './tokens/passport-jwt';
import { Passwords } from './passwords/passwords';
import { RevokedSessions } from './sessions/revoked-sessions';
import { ServerController } from './entrance/server.controller';
import { SessionCleanup } from './sessions/session-cleanup.worker';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { SignInService } from './entrance/sign-in.service';
import { SignUpService } from './entrance/sign-up.service';
import { SigningKey } from './tokens/signing-key';

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
