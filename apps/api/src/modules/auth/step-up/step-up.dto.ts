import { ApiProperty } from '@nestjs/swagger';
import { type StepUpMethod, type StepUpRequest, type SteppedUp, stepUpMethods } from '@parley/contracts';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { IsWellFormed } from '../../../platform/validation';

export class StepUpDto implements StepUpRequest {
  @ApiProperty({ enum: stepUpMethods })
  @IsIn(stepUpMethods)
  method: StepUpMethod;

  @ApiProperty({ description: 'The password or the code' })
  @IsString()
  @MaxLength(1024)
  @IsWellFormed()
  secret: string;
}

export class SteppedUpDto implements SteppedUp {
  @ApiProperty({ description: 'Seconds' }) expiresIn: number;
}
