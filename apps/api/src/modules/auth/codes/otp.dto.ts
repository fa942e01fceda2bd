import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type OtpRequest, type OtpVerifyRequest, limits } from '@parley/contracts';
import { IsString, Matches, MaxLength } from 'class-validator';
import { EmailAddress, Optional } from '../../../platform/validation';
import { SessionChoice } from '../auth.dto';

export class OtpDto implements OtpRequest {
  @ApiProperty({ format: 'email', maxLength: limits.emailLength })
  @EmailAddress()
  email: string;
}

export class OtpVerifyDto extends SessionChoice implements OtpVerifyRequest {
  @ApiProperty({ format: 'email', maxLength: limits.emailLength })
  @EmailAddress()
  email: string;

  @ApiProperty({ pattern: '^\\d{6}$' })
  @IsString()
  @Matches(/^\d{6}$/)
  code: string;

  @ApiPropertyOptional({ description: 'For an address without an account, where registration is by invite' })
  @Optional()
  @IsString()
  @MaxLength(64)
  invite?: string;

  @ApiPropertyOptional({ description: 'For the first account of a server, when it is created from afar' })
  @Optional()
  @IsString()
  @MaxLength(64)
  setupCode?: string;
}
