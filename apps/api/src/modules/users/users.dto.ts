import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { limits, type Me, type Page, type User } from '@parley/contracts';
import { IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../http';
import { IsWellFormed, Optional } from '../../platform/validation';

export class UserDto implements User {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() username: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) avatarUrl: string | null;
}

export class MeDto extends UserDto implements Me {
  @ApiProperty({ format: 'email' }) email: string;
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
