import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type Conversation,
  type ConversationKind,
  type CreateConversationRequest,
  type Message,
  type Page,
  type Role,
  type Visibility,
  limits,
} from '@parley/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { DomainError } from '../../platform/errors';
import { OneLine, Optional } from '../../platform/validation';
import { MessageDto } from '../messages';

const kinds: ConversationKind[] = ['direct', 'group', 'room'];
const visibilities: Visibility[] = ['private', 'public'];
const roles: Role[] = ['owner', 'admin', 'member', 'read_only'];

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

export class ConversationDto implements Conversation {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: kinds }) kind: ConversationKind;
  @ApiProperty({ enum: visibilities }) visibility: Visibility;
  @ApiProperty() name: string;
  @ApiProperty() seq: number;
  @ApiProperty() rev: number;
  @ApiProperty({ enum: roles }) role: Role;
  @ApiProperty() readSeq: number;
  @ApiProperty({ description: 'Exact up to 999; 1000 means more' }) unread: number;
  @ApiProperty() mentions: number;
  @ApiProperty({ type: MessageDto, nullable: true }) lastMessage: Message | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) peerId: string | null;
}

export class ConversationPageDto implements Page<Conversation> {
  @ApiProperty({ type: [ConversationDto] }) items: Conversation[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
