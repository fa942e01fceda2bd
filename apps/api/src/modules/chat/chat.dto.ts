import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Conversation,
  type ChangeConversationRequest,
  type ConversationKind,
  type ConversationSettings,
  type CreateConversationRequest,
  type HistorySetting,
  type ListFilter,
  type LookRequest,
  type Message,
  type NotifyLevel,
  type Page,
  type Role,
  type Visibility,
  limits,
  listFilters,
  roles,
} from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { PageQuery } from '../../http';
import { DomainError } from '../../platform/errors';
import { ManyLines, OneLine, Optional, OptionalWholeNumber } from '../../platform/validation';
import { MessageDto } from '../messages';

export const kinds: ConversationKind[] = ['direct', 'group', 'room'];
const visibilities: Visibility[] = ['private', 'public'];
const historySettings: HistorySetting[] = ['all', 'joined'];
export const notifyLevels: NotifyLevel[] = ['all', 'mentions', 'nothing'];

const isDirect = ({ kind }: CreateConversationDto) => kind === 'direct';
const isGroup = ({ kind }: CreateConversationDto) => kind !== 'direct';

/** Both forms under one name: what belongs to the other form is ignored by validation, and refused by `creationOf`. */
export class CreateConversationDto {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds)
  kind: ConversationKind;

  @ApiPropertyOptional({ format: 'uuid', description: 'direct: the other person, or oneself for notes to self' })
  @ValidateIf(isDirect)
  @IsUUID()
  userId?: string;

  @ApiPropertyOptional({ maxLength: limits.nameMax, description: 'group, room' })
  @ValidateIf(isGroup)
  @OneLine(1, limits.nameMax)
  name?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'group, room: a retry with the same one answers the first' })
  @Optional()
  @IsUUID()
  clientId?: string;

  @ApiPropertyOptional({ maxLength: limits.topicMax, description: 'group, room' })
  @Optional()
  @ManyLines(limits.topicMax)
  topic?: string;

  @OptionalWholeNumber({ min: 0, max: 359, description: 'group, room: of its picture' })
  hue?: number;

  @ApiPropertyOptional({ default: false, description: 'room, group: only owners and admins write' })
  @Optional()
  @IsBoolean()
  announcement?: boolean;

  @ApiPropertyOptional({ enum: historySettings, description: 'Left out: joined in groups, all in rooms' })
  @Optional()
  @IsIn(historySettings)
  history?: HistorySetting;

  @ApiPropertyOptional({ enum: visibilities, default: 'private', description: 'room' })
  @Optional()
  @IsIn(visibilities)
  visibility?: Visibility;

  @ApiPropertyOptional({ type: [String], description: 'group, room: besides oneself' })
  @Optional()
  @IsArray()
  @ArrayMaxSize(limits.groupMembers)
  @IsUUID(undefined, { each: true })
  memberIds?: string[];
}

export function creationOf(body: CreateConversationDto): CreateConversationRequest {
  const { kind, userId, ...rest } = body;
  const others = kind === 'direct' ? Object.values(rest) : [userId];
  const publicGroup = kind === 'group' && rest.visibility === 'public';
  if (publicGroup || others.some((field) => field !== undefined)) {
    throw new DomainError('validation.failed', 'These fields do not go with this kind of conversation.');
  }
  return kind === 'direct' ? { kind, userId: userId ?? '' } : { kind, ...rest, name: rest.name ?? '' };
}

class NamedPersonDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
}

export class SettingsDto implements ConversationSettings {
  @ApiProperty({ enum: notifyLevels }) notify: NotifyLevel;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) mutedUntil: string | null;
  @ApiProperty() pinned: boolean;
  @ApiProperty() archived: boolean;
  @ApiProperty() markedUnread: boolean;
}

export class ChangeConversationDto implements ChangeConversationRequest {
  @ApiPropertyOptional({ maxLength: limits.nameMax })
  @Optional()
  @OneLine(1, limits.nameMax)
  name?: string;

  @ApiPropertyOptional({ maxLength: limits.topicMax })
  @Optional()
  @ManyLines(limits.topicMax)
  topic?: string;

  @OptionalWholeNumber({ min: 0, max: 359 })
  hue?: number;

  @ApiPropertyOptional({ enum: visibilities })
  @Optional()
  @IsIn(visibilities)
  visibility?: Visibility;

  @ApiPropertyOptional({ description: 'Only owners and admins write' })
  @Optional()
  @IsBoolean()
  announcement?: boolean;

  @ApiPropertyOptional({ enum: historySettings })
  @Optional()
  @IsIn(historySettings)
  history?: HistorySetting;

  @ApiPropertyOptional({ description: 'For everybody: nothing is written any more until it is taken back' })
  @Optional()
  @IsBoolean()
  archived?: boolean;
}

export class ListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: listFilters, description: 'Left out: all of them, archived ones included' })
  @Optional()
  @IsIn(listFilters)
  filter?: ListFilter;
}

export class LookDto implements LookRequest {
  @IsUUID()
  conversationId: string;
}

export class ConversationDto implements Conversation {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: kinds }) kind: ConversationKind;
  @ApiProperty({ enum: visibilities }) visibility: Visibility;
  @ApiProperty() name: string;
  @ApiProperty() topic: string;
  @ApiProperty({ type: Number, nullable: true, description: '0 to 359; null: as the id has it' }) hue: number | null;
  @ApiProperty() announcement: boolean;
  @ApiProperty({ enum: historySettings }) history: HistorySetting;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) archivedAt: string | null;
  @ApiProperty() memberCount: number;
  @ApiProperty() seq: number;
  @ApiProperty() rev: number;
  @ApiProperty({ description: 'Its place in the list: the greater, the newer' }) activity: number;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty({ description: 'Messages above this seq are theirs to read' }) visibleAfter: number;
  @ApiProperty() readSeq: number;
  @ApiProperty({ description: 'Exact up to 999; 1000 means more' }) unread: number;
  @ApiProperty() mentions: number;
  @ApiProperty({ type: MessageDto, nullable: true }) lastMessage: Message | null;
  @ApiProperty({ type: NamedPersonDto, nullable: true }) lastSender: NamedPersonDto | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) peerId: string | null;
  @ApiProperty({ type: SettingsDto }) settings: ConversationSettings;
  @ApiProperty() settingsRev: number;
  @ApiProperty({ description: 'What is half written, on whatever device' }) draft: string;
  @ApiProperty() draftRev: number;
}

export class ConversationPageDto implements Page<Conversation> {
  @ApiProperty({ type: [ConversationDto] }) items: Conversation[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
