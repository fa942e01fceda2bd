import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { Identity } from '../../realtime';
import { SigningKey } from '../../platform/secrets';
import { NotificationModule } from '../notification';
import { ServerModule } from '../server';
import { UsersModule } from '../users';
import { AuthController } from './auth.controller';
import { MailedCodes } from './codes/mailed-codes';
import { OtpController } from './codes/otp.controller';
import { OtpService } from './codes/otp.service';
import { Doorway } from './entrance/doorway';
import { EntranceService } from './entrance/entrance.service';
import { SignInService } from './entrance/sign-in.service';
import { SignUpService } from './entrance/sign-up.service';
import { Guesses } from './guesses';
import { EmailVerification } from './links/email-verification.service';
import { LinkCleanup } from './links/link-cleanup.worker';
import { LinksController } from './links/links.controller';
import { MailedLinks } from './links/mailed-links';
import { MailedLinksRepository } from './links/mailed-links.repository';
import { MyAccountController } from './links/my-account.controller';
import { PasswordReset } from './links/password-reset.service';
import { AuthMails } from './mail/auth-mails.service';
import { CredentialsRepository } from './passwords/credentials.repository';
import { LoginAttempts } from './passwords/login-attempts';
import { OwnPassword } from './passwords/own-password.service';
import { SignInCodes } from './codes/sign-in-codes';
import { PasswordChange } from './passwords/password-change.service';
import { Passwords } from './passwords/passwords';
import { Challenges } from './second-factor/challenges';
import { EnrolmentService } from './second-factor/enrolment.service';
import { FactorsRepository } from './second-factor/factors.repository';
import { SecondFactorService } from './second-factor/second-factor.service';
import { SecurityController } from './second-factor/security.controller';
import { SetupService } from './second-factor/setup.service';
import { LastSeen } from './sessions/last-seen.worker';
import { MySessionsService } from './sessions/my-sessions.service';
import { RevokedSessions } from './sessions/revoked-sessions';
import { SessionCleanup } from './sessions/session-cleanup.worker';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { StepUpCodes } from './step-up/step-up-codes.service';
import { StepUpController } from './step-up/step-up.controller';
import { StepUpService } from './step-up/step-up.service';
import { AccessGuard } from './tokens/access-guard';
import { AccessTokens } from './tokens/access-tokens';
import { AccessTokenStrategy } from './tokens/passport-jwt';

/** Global for two exports: `Identity`, which realtime asks, and the service behind the guard of `StepUpModule`. */
@Global()
@Module({
  imports: [
    NotificationModule,
    ServerModule,
    UsersModule,
    PassportModule,
    JwtModule.registerAsync({
      inject: [SigningKey],
      useFactory: ({ secret }: SigningKey) => ({ secret }),
    }),
  ],
  controllers: [
    AuthController,
    LinksController,
    MyAccountController,
    OtpController,
    SecurityController,
    SessionsController,
    StepUpController,
  ],
  providers: [
    { provide: Identity, useExisting: AccessTokens },
    { provide: APP_GUARD, useClass: AccessGuard },
    AccessTokens,
    AccessTokenStrategy,
    AuthMails,
    Challenges,
    CredentialsRepository,
    Doorway,
    EmailVerification,
    EnrolmentService,
    EntranceService,
    FactorsRepository,
    Guesses,
    LastSeen,
    MySessionsService,
    LinkCleanup,
    LoginAttempts,
    MailedCodes,
    MailedLinks,
    MailedLinksRepository,
    OtpService,
    OwnPassword,
    PasswordChange,
    SignInCodes,
    PasswordReset,
    Passwords,
    RevokedSessions,
    SecondFactorService,
    SessionCleanup,
    SessionsRepository,
    SessionsService,
    SetupService,
    SignInService,
    SignUpService,
    StepUpCodes,
    StepUpService,
  ],
  exports: [Identity, SessionsService, SignUpService, StepUpService],
})
export class AuthModule {}
