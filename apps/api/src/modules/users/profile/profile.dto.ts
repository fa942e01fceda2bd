import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ChangeProfileRequest,
  type Privacy,
  type Profile,
  type ServerRole,
  type Status,
  limits,
  serverRoles,
} from '@parley/contracts';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsISO8601,
  IsObject,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ManyLines, OneLine, Optional, PersonName, Username } from '../../../platform/validation';
import { StatusDto, UserDto } from '../users.dto';
import { isEmoji, isLanguage, isTimeZone } from './accepted';

export class ProfileDto extends UserDto implements Profile {
  @ApiProperty({ enum: serverRoles }) role: ServerRole;
  @ApiProperty() bio: string;
  @ApiProperty({ type: StatusDto, nullable: true }) status: Status | null;
  @ApiProperty({ type: String, nullable: true }) timeZone: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastSeenAt: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty() blocked: boolean;
}

/** Text that one of the checks in `accepted.ts` knows. */
const Accepted = (name: string, isAccepted: (text: string) => boolean) =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isAccepted(value),
      defaultMessage: () => `is no ${name} known here`,
    },
  });

class StatusChangeDto {
  @ApiPropertyOptional({ description: 'One emoji' })
  @Optional()
  @Accepted('emoji', isEmoji)
  emoji?: string;

  @ApiProperty({ maxLength: limits.statusMax, description: 'May be empty beside an emoji' })
  @ValidateIf(({ text, emoji }: StatusChangeDto) => text !== '' || emoji === undefined)
  @OneLine(1, limits.statusMax)
  text: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'In the future, at most a year ahead' })
  @Optional()
  @IsString()
  @MaxLength(40)
  @IsISO8601({ strict: true, strictSeparator: true })
  expiresAt?: string;
}

class PrivacyChangeDto implements Partial<Privacy> {
  @ApiPropertyOptional() @Optional() @IsBoolean() lastSeen?: boolean;
  @ApiPropertyOptional() @Optional() @IsBoolean() readReceipts?: boolean;
}

export class ChangeProfileDto implements ChangeProfileRequest {
  @ApiPropertyOptional({ maxLength: limits.nameMax })
  @Optional()
  @PersonName(limits.nameMax)
  name?: string;

  @ApiPropertyOptional({ minLength: limits.usernameMin, maxLength: limits.usernameMax })
  @Optional()
  @Username()
  username?: string;

  @ApiPropertyOptional({ maxLength: limits.bioMax })
  @Optional()
  @ManyLines(limits.bioMax)
  bio?: string;

  @ApiPropertyOptional({ oneOf: [{ $ref: '#/components/schemas/StatusDto' }, { type: 'string', enum: ['clear'] }] })
  @ValidateIf((_, value: unknown) => value !== undefined && value !== 'clear')
  @IsObject()
  @ValidateNested()
  @Type(() => StatusChangeDto)
  status?: StatusChangeDto | 'clear';

  @ApiPropertyOptional({ description: 'Such as Europe/Berlin; empty: none' })
  @Optional()
  @Accepted('time zone', isTimeZone)
  timeZone?: string;

  @ApiPropertyOptional({ description: 'Such as de or pt-BR; empty: follows the browser' })
  @Optional()
  @Accepted('language', isLanguage)
  language?: string;

  @ApiPropertyOptional({ type: PrivacyChangeDto })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => PrivacyChangeDto)
  privacy?: PrivacyChangeDto;
}
