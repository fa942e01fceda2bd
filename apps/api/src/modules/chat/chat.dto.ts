import { ApiProperty } from '@nestjs/swagger';
import type {
  Conversation,
  ConversationKind,
  CreateDirectRequest,
  Message,
  Page,
  Role,
  Visibility,
} from '@parley/contracts';
import { IsIn, IsUUID } from 'class-validator';
import { MessageDto } from '../messages';

const kinds: ConversationKind[] = ['direct', 'group', 'room'];
const visibilities: Visibility[] = ['private', 'public'];
const roles: Role[] = ['owner', 'admin', 'member', 'read_only'];

export class CreateConversationDto implements CreateDirectRequest {
  @ApiProperty({ enum: ['direct'] })
  @IsIn(['direct'])
  kind: 'direct';

  @ApiProperty({ format: 'uuid', description: 'Oneself for notes to self' })
  @IsUUID()
  userId: string;
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
