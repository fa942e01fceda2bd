import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type AddMembersRequest,
  type Ban,
  type ChangeMemberRequest,
  type Member,
  type Page,
  type Role,
  limits,
  roles,
} from '@parley/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../../http';
import { IsWellFormed, Optional } from '../../../platform/validation';

export class MembersQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a name or username', maxLength: limits.searchMax })
  @Optional()
  @IsString()
  @MaxLength(limits.searchMax)
  @IsWellFormed()
  search?: string;
}

export class AddMembersDto implements AddMembersRequest {
  @ApiProperty({ type: [String], maxItems: limits.membersAtOnce })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(limits.membersAtOnce)
  @IsUUID(undefined, { each: true })
  userIds: string[];
}

export class ChangeMemberDto implements ChangeMemberRequest {
  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role: Role;
}

export class MemberDto implements Member {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() name: string;
  @ApiProperty() username: string;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty({ format: 'date-time', description: 'When this role or membership began' }) since: string;
  @ApiProperty({ description: 'The seq of the conversation then' }) atSeq: number;
}

export class MemberPageDto implements Page<Member> {
  @ApiProperty({ type: [MemberDto] }) items: Member[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class BanDto implements Ban {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) bannedBy: string | null;
  @ApiProperty({ format: 'date-time' }) since: string;
}

export class BanPageDto implements Page<Ban> {
  @ApiProperty({ type: [BanDto] }) items: Ban[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
