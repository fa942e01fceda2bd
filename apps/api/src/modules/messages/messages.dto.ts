import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ForwardRequest,
  type ForwardedFrom,
  type HistoryPage,
  type LinkPreview,
  type Message,
  type MentionScope,
  type Page,
  type Pinned,
  type Quote,
  type Reaction,
  type SendRequest,
  type SocketSendRequest,
  limits,
} from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsObject, IsString, IsUUID, ValidateIf, ValidateNested } from 'class-validator';
import { Optional, OptionalWholeNumber } from '../../platform/validation';

class ForwardDto implements ForwardRequest {
  @ApiProperty({ format: 'uuid', description: 'Of any conversation that the sender reads' })
  @IsUUID()
  messageId: string;
}

export class SendDto implements SendRequest {
  @ApiProperty({ format: 'uuid', description: 'Made by the client; the same one sends nothing twice, ever' })
  @IsUUID()
  clientId: string;

  @ApiPropertyOptional({ description: `At most ${limits.textBytes} UTF-8 bytes; left out or empty with \`forward\`` })
  @ValidateIf(({ forward }: SendDto, value: unknown) => forward === undefined || value !== undefined)
  @IsString()
  text?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsUUID()
  replyTo?: string;

  @ApiPropertyOptional({ type: ForwardDto })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ForwardDto)
  forward?: ForwardDto;
}

export class SocketSendDto extends SendDto implements SocketSendRequest {
  @IsUUID()
  conversationId: string;
}

/** One below what PostgreSQL counts to, so that the next one is a number too. */
const seqMax = 2 ** 31 - 2;

export class HistoryQuery {
  @OptionalWholeNumber({ min: 0, max: seqMax, description: 'A seq: what came before it, newest first' })
  before?: number;

  @OptionalWholeNumber({ min: 0, max: seqMax, description: 'A seq: what came after it, oldest first' })
  after?: number;

  @OptionalWholeNumber({ min: 0, max: seqMax, description: 'A seq: what lies around it, newest first' })
  around?: number;

  @OptionalWholeNumber({ min: 1, max: limits.pageMax, initial: limits.pageSize })
  limit?: number;
}

export class ReactionDto implements Reaction {
  @ApiProperty() emoji: string;
  @ApiProperty() count: number;
  @ApiProperty({ type: [String] }) userIds: string[];
}

export class QuoteDto implements Quote {
  @ApiProperty({ format: 'uuid' }) messageId: string;
  @ApiProperty() seq: number;
  @ApiProperty({ format: 'uuid' }) senderId: string;
  @ApiProperty({ maxLength: limits.quoteChars }) text: string;
  @ApiProperty() deleted: boolean;
}

class PinnedDto implements Pinned {
  @ApiProperty({ format: 'uuid' }) by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ description: 'The rev that pinned it: of two pins the greater is the later' }) rev: number;
}

class ForwardedFromDto implements ForwardedFrom {
  @ApiProperty({ format: 'uuid' }) senderId: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

class LinkPreviewDto implements LinkPreview {
  @ApiProperty({ format: 'uri', description: 'As it stands in the message' }) url: string;
  @ApiProperty({ maxLength: limits.previewTitle }) title: string;
  @ApiProperty({ type: String, nullable: true, maxLength: limits.previewDescription }) description: string | null;
  @ApiProperty({ type: String, nullable: true, maxLength: limits.previewSite }) siteName: string | null;
}

export class MessageDto implements Message {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) conversationId: string;
  @ApiProperty() seq: number;
  @ApiProperty() rev: number;
  @ApiProperty({ format: 'uuid' }) clientId: string;
  @ApiProperty({ format: 'uuid' }) senderId: string;
  @ApiProperty() text: string;
  @ApiProperty({ description: 'Lists and events have the beginning of its text; by id one gets the whole' })
  large: boolean;
  @ApiProperty({ description: 'UTF-8 bytes of the whole text' }) textLength: number;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) editedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deletedAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) replyTo: string | null;
  @ApiProperty({ type: QuoteDto, nullable: true, description: 'Null where the reader may not see what is answered' })
  quote: Quote | null;
  @ApiProperty({ type: [ReactionDto] }) reactions: Reaction[];
  @ApiProperty({ type: [String] }) mentions: string[];
  @ApiProperty({ enum: ['all', 'here'], nullable: true }) everyone: MentionScope | null;
  @ApiProperty({ type: PinnedDto, nullable: true, description: 'Null while it is not pinned' }) pinned: Pinned | null;
  @ApiPropertyOptional({ type: ForwardedFromDto, description: 'Who wrote what was passed on' })
  forwardedFrom?: ForwardedFrom;
  @ApiPropertyOptional({ type: LinkPreviewDto, description: 'What the page of its first link says of itself' })
  preview?: LinkPreview;
}

export class MessagePageDto implements Page<Message> {
  @ApiProperty({ type: [MessageDto] }) items: Message[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class HistoryPageDto implements HistoryPage {
  @ApiProperty({ type: [MessageDto] }) items: Message[];
  @ApiProperty() hasBefore: boolean;
  @ApiProperty() hasAfter: boolean;
}
