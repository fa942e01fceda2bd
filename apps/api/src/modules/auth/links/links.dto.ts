import { ApiProperty } from '@nestjs/swagger';
import {
  type ChangeEmailRequest,
  type ChangePasswordRequest,
  type ForgotPasswordRequest,
  type ResetPasswordRequest,
  type VerifyEmailRequest,
  limits,
} from '@parley/contracts';
import { IsString, MaxLength } from 'class-validator';
import { EmailAddress } from '../../../platform/validation';
import { NewPassword } from '../passwords/new-password';

class WithToken {
  @ApiProperty({ description: 'From the link in the mail' })
  @IsString()
  @MaxLength(128)
  token: string;
}

class WithEmail {
  @ApiProperty({ format: 'email', maxLength: limits.emailLength })
  @EmailAddress()
  email: string;
}

export class VerifyEmailDto extends WithToken implements VerifyEmailRequest {}

export class ForgotPasswordDto extends WithEmail implements ForgotPasswordRequest {}

export class ChangeEmailDto extends WithEmail implements ChangeEmailRequest {}

export class ResetPasswordDto extends WithToken implements ResetPasswordRequest {
  @NewPassword()
  password: string;
}

export class ChangePasswordDto implements ChangePasswordRequest {
  @NewPassword()
  password: string;
}
