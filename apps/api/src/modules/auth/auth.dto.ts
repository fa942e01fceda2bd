import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import {
  type LoginRequest,
  type Me,
  type RefreshRequest,
  type RegisterRequest,
  type SecondFactorMethod,
  type SessionTransport,
  type SignInChallenge,
  type SignedIn,
  limits,
  secondFactorMethods,
} from '@parley/contracts';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { EmailAddress, IsWellFormed, OneLine, Optional, PersonName, Username } from '../../platform/validation';
import { MeDto } from '../users';
import { NewPassword } from './passwords/new-password';

const transports: SessionTransport[] = ['cookie', 'token'];

export class SessionChoice {
  @ApiPropertyOptional({ enum: transports, default: 'cookie' })
  @Optional()
  @IsIn(transports)
  session?: SessionTransport;
}

export class RegisterDto extends SessionChoice implements RegisterRequest {
  @ApiProperty({ format: 'email', maxLength: limits.emailLength })
  @EmailAddress()
  email: string;

  @ApiProperty({ minLength: limits.usernameMin, maxLength: limits.usernameMax })
  @Username()
  username: string;

  @NewPassword()
  password: string;

  @ApiPropertyOptional({ maxLength: limits.nameMax })
  @Optional()
  @PersonName(limits.nameMax)
  name?: string;

  @ApiPropertyOptional({ description: 'For the first account of a server, when it is created from afar' })
  @Optional()
  @IsString()
  @MaxLength(64)
  setupCode?: string;

  @ApiPropertyOptional({ maxLength: limits.serverNameMax, description: 'Of the first account only: names the server' })
  @Optional()
  @OneLine(1, limits.serverNameMax)
  serverName?: string;

  @ApiPropertyOptional({ description: 'The code of an invite link' })
  @Optional()
  @IsString()
  @MaxLength(64)
  invite?: string;
}

export class LoginDto extends SessionChoice implements LoginRequest {
  @ApiProperty({ description: 'E-mail address or username' })
  @IsString()
  @MinLength(1)
  @MaxLength(limits.emailLength)
  @IsWellFormed()
  login: string;

  @ApiProperty()
  @IsString()
  @MaxLength(1024)
  @IsWellFormed()
  password: string;
}

export class RefreshDto implements RefreshRequest {
  @ApiPropertyOptional({ description: 'Left out by browsers: their cookie carries it' })
  @Optional()
  @IsString()
  @MaxLength(256)
  refreshToken?: string;
}

export class SignedInDto implements SignedIn {
  @ApiProperty({ type: MeDto }) user: Me;
  @ApiProperty() accessToken: string;
  @ApiProperty({ description: 'Seconds' }) expiresIn: number;
  @ApiPropertyOptional({ description: 'Only with `session: "token"`' }) refreshToken?: string;
}

class SignInChallengeDto implements SignInChallenge {
  @ApiProperty({ description: 'For five minutes and one sign-in' }) challenge: string;
  @ApiProperty({ enum: secondFactorMethods, isArray: true }) methods: SecondFactorMethod[];
}

/** Signed in, or half way there. */
export const ApiEntered = () =>
  applyDecorators(
    ApiExtraModels(SignedInDto, SignInChallengeDto),
    ApiOkResponse({
      schema: { oneOf: [SignedInDto, SignInChallengeDto].map((each) => ({ $ref: getSchemaPath(each) })) },
    }),
  );
