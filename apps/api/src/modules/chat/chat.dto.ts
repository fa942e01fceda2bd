import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Conversation,
  type ConversationKind,
  type ConversationSettings,
  type CreateConversationRequest,
  type HistorySetting,
  type LookRequest,
  type Message,
  type NotifyLevel,
  type Page,
  type Role,
  type Visibility,
  limits,
  roles,
} from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { DomainError } from '../../platform/errors';
import { OneLine, Optional } from '../../platform/validation';
import { MessageDto } from '../messages';

const kinds: ConversationKind[] = ['direct', 'group', 'room'];
const visibilities: Visibility[] = ['private', 'public'];
const historySettings: HistorySetting[] = ['all', 'joined'];
const notifyLevels: NotifyLevel[] = ['all', 'mentions', 'nothing'];

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

export function creationOf({
  kind,
  userId,
  name,
  visibility,
  memberIds,
}: CreateConversationDto): CreateConversationRequest {
  const others = kind === 'direct' ? [name, visibility, memberIds] : [userId];
  const publicGroup = kind === 'group' && visibility === 'public';
  if (publicGroup || others.some((field) => field !== undefined)) {
    throw new DomainError('validation.failed', 'These fields do not go with this kind of conversation.');
  }
  return kind === 'direct' ? { kind, userId: userId ?? '' } : { kind, name: name ?? '', visibility, memberIds };
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
