import { ApiProperty } from '@nestjs/swagger';
import {
  type RecoveryCodes,
  type SecondFactorMethod,
  type SecondFactorRequest,
  type Security,
  type StepUpMethod,
  type TotpConfirmRequest,
  type TotpSetup,
  secondFactorMethods,
  stepUpMethods,
} from '@parley/contracts';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { SessionChoice } from '../auth.dto';

export class SecondFactorDto extends SessionChoice implements SecondFactorRequest {
  @ApiProperty()
  @IsString()
  @MaxLength(100)
  challenge: string;

  @ApiProperty({ enum: secondFactorMethods })
  @IsIn(secondFactorMethods)
  method: SecondFactorMethod;

  @ApiProperty()
  @IsString()
  @MaxLength(64)
  code: string;
}

export class TotpConfirmDto implements TotpConfirmRequest {
  @ApiProperty({ description: 'Six digits' })
  @IsString()
  @MaxLength(16)
  code: string;
}

export class TotpSetupDto implements TotpSetup {
  @ApiProperty({ description: 'Base32' }) secret: string;
  @ApiProperty() uri: string;
}

export class RecoveryCodesDto implements RecoveryCodes {
  @ApiProperty({ type: [String] }) codes: string[];
}

class TotpDto {
  @ApiProperty({ format: 'date-time' }) enabledAt: string;
}

export class SecurityDto implements Security {
  @ApiProperty() hasPassword: boolean;
  @ApiProperty({ type: TotpDto, nullable: true }) totp: TotpDto | null;
  @ApiProperty() recoveryCodesLeft: number;
  @ApiProperty({ enum: stepUpMethods, isArray: true }) stepUpMethods: StepUpMethod[];
}
