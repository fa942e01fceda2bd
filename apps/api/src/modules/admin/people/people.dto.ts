import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ChangePersonRequest,
  type ManagedPerson,
  type Page,
  type ServerRole,
  type SuspendRequest,
  limits,
  serverRoles,
} from '@parley/contracts';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../../http';
import { IsWellFormed, OneLine, Optional } from '../../../platform/validation';

export class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Part of a name or username, or a whole e-mail address',
    maxLength: limits.searchMax,
  })
  @Optional()
  @IsString()
  @MaxLength(limits.searchMax)
  @IsWellFormed()
  search?: string;
}

export class ManagedPersonDto implements ManagedPerson {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) avatarUrl: string | null;
  @ApiProperty({ format: 'email' }) email: string;
  @ApiProperty() emailVerified: boolean;
  @ApiProperty({ enum: serverRoles }) role: ServerRole;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastSeenAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) suspendedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) suspendedReason: string | null;
}

export class ManagedPersonPageDto implements Page<ManagedPerson> {
  @ApiProperty({ type: [ManagedPersonDto] }) items: ManagedPerson[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class ChangePersonDto implements ChangePersonRequest {
  @ApiProperty({ enum: serverRoles, description: 'Below one’s own; `owner` hands the server over' })
  @IsIn(serverRoles)
  role: ServerRole;
}

export class SuspendDto implements SuspendRequest {
  @ApiPropertyOptional({ maxLength: limits.reasonMax })
  @Optional()
  @OneLine(1, limits.reasonMax)
  reason?: string;
}
