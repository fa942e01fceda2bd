import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ChangeSettingsRequest,
  type ConversationSettings,
  type DraftRequest,
  type NotifyLevel,
  type OwnState,
  limits,
} from '@parley/contracts';
import { IsBoolean, IsIn, IsString, ValidateBy } from 'class-validator';
import { IsWellFormed, Optional } from '../../../platform/validation';
import { SettingsDto, notifyLevels } from '../chat.dto';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** PostgreSQL knows later times, but what reads it back here does not. */
const latest = Date.UTC(9999, 0);

const isTime = (value: string): boolean => isoTime.test(value) && Date.parse(value) > 0 && Date.parse(value) <= latest;

const IsTimeOrOff = () =>
  ValidateBy({
    name: 'isTimeOrOff',
    validator: {
      validate: (value: unknown) => value === 'off' || (typeof value === 'string' && isTime(value)),
      defaultMessage: () => 'takes a time with its zone, or off',
    },
  });

const FitsDraft = () =>
  ValidateBy({
    name: 'fitsDraft',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) <= limits.draftBytes,
      defaultMessage: () => `has more than ${limits.draftBytes} bytes`,
    },
  });

export class ChangeSettingsDto implements ChangeSettingsRequest {
  @ApiPropertyOptional({ enum: notifyLevels })
  @Optional()
  @IsIn(notifyLevels)
  notify?: NotifyLevel;

  @ApiPropertyOptional({ description: 'A time, or `off`' })
  @Optional()
  @IsTimeOrOff()
  mutedUntil?: string;

  @ApiPropertyOptional()
  @Optional()
  @IsBoolean()
  pinned?: boolean;

  @ApiPropertyOptional()
  @Optional()
  @IsBoolean()
  archived?: boolean;

  @ApiPropertyOptional()
  @Optional()
  @IsBoolean()
  markedUnread?: boolean;
}

export class DraftDto implements DraftRequest {
  @ApiProperty({ description: `At most ${limits.draftBytes} UTF-8 bytes; empty takes it away` })
  @IsString()
  @IsWellFormed()
  @FitsDraft()
  text: string;
}

export class OwnStateDto implements OwnState {
  @ApiProperty({ format: 'uuid' }) conversationId: string;
  @ApiProperty({ type: SettingsDto }) settings: ConversationSettings;
  @ApiProperty() settingsRev: number;
  @ApiProperty() draft: string;
  @ApiProperty() draftRev: number;
}
