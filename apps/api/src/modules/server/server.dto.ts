import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ChangeServerRequest, type Registration, type ServerInfo, limits, registrations } from '@parley/contracts';
import { IsIn } from 'class-validator';
import { OneLine, Optional } from '../../platform/validation';

export class ServerInfoDto implements ServerInfo {
  @ApiProperty() name: string;
  @ApiProperty() firstRun: boolean;
  @ApiProperty() setupCodeRequired: boolean;
  @ApiProperty({ enum: registrations }) registration: Registration;
  @ApiProperty() editWindowSeconds: number;
}

export class ChangeServerDto implements ChangeServerRequest {
  @ApiPropertyOptional({ maxLength: limits.serverNameMax })
  @Optional()
  @OneLine(1, limits.serverNameMax)
  name?: string;

  @ApiPropertyOptional({ enum: registrations })
  @Optional()
  @IsIn(registrations)
  registration?: Registration;
}
