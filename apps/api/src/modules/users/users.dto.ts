import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Me,
  type Page,
  type Privacy,
  type ServerRole,
  type Status,
  type User,
  limits,
  serverRoles,
} from '@parley/contracts';
import { IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../http';
import { IsWellFormed, Optional } from '../../platform/validation';

export class UserDto implements User {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) avatarUrl: string | null;
}

export class StatusDto implements Status {
  @ApiProperty({ type: String, nullable: true }) emoji: string | null;
  @ApiProperty() text: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt: string | null;
}

class PrivacyDto implements Privacy {
  @ApiProperty() lastSeen: boolean;
  @ApiProperty() readReceipts: boolean;
}

export class MeDto extends UserDto implements Me {
  @ApiProperty({ format: 'email' }) email: string;
  @ApiProperty() emailVerified: boolean;
  @ApiProperty({ enum: serverRoles }) role: ServerRole;
  @ApiProperty() bio: string;
  @ApiProperty({ type: StatusDto, nullable: true }) status: Status | null;
  @ApiProperty({ type: String, nullable: true }) timeZone: string | null;
  @ApiProperty({ type: String, nullable: true }) language: string | null;
  @ApiProperty({ type: PrivacyDto }) privacy: Privacy;
}

export class UserPageDto implements Page<User> {
  @ApiProperty({ type: [UserDto] }) items: User[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class UsersQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a name or username', maxLength: limits.searchMax })
  @Optional()
  @IsString()
  @MaxLength(limits.searchMax)
  @IsWellFormed()
  search?: string;
}
