import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ChangesAnswer,
  type ChangesRequest,
  type Conversation,
  type Head,
  type Heads,
  type HeadsRequest,
  type ManyChangesRequest,
  type MemberChange,
  type Message,
  type Role,
  type SelfAnswer,
  type SelfChange,
  type SelfRequest,
  limits,
} from '@parley/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DomainError } from '../../platform/errors';
import { Optional, OptionalWholeNumber } from '../../platform/validation';
import { ConversationDto } from '../chat';
import { MessageDto } from '../messages';

const revMax = 2 ** 31 - 1;

export class HeadsDto implements HeadsRequest {
  @ApiPropertyOptional({ description: 'The `cursor` of an earlier answer' })
  @Optional()
  @IsString()
  @MaxLength(500)
  after?: string;

  @OptionalWholeNumber({ min: 1, max: limits.pageMax })
  limit?: number;
}

export class ChangesDto implements ChangesRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  conversationId: string;

  @ApiProperty({ minimum: 0, description: 'A rev' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(revMax)
  after: number;

  @OptionalWholeNumber({ min: 1, max: limits.changesPageMax, initial: limits.changesPage })
  limit?: number;
}

class SinceDto {
  @IsUUID()
  conversationId: string;

  @IsInt()
  @Min(0)
  @Max(revMax)
  after: number;
}

/** The socket takes both forms under one name: one conversation, or many at once. `questionOf` refuses a mixture. */
export class SocketChangesDto implements Partial<ChangesRequest>, Partial<ManyChangesRequest> {
  @ValidateIf((body: SocketChangesDto) => body.since === undefined)
  @IsUUID()
  conversationId?: string;

  @ValidateIf((body: SocketChangesDto) => body.since === undefined)
  @IsInt()
  @Min(0)
  @Max(revMax)
  after?: number;

  @Optional()
  @IsInt()
  @Min(1)
  @Max(limits.changesPageMax)
  limit?: number;

  @Optional()
  @IsArray()
  @ArrayMaxSize(limits.catchUpConversations)
  @ValidateNested({ each: true })
  @Type(() => SinceDto)
  since?: SinceDto[];
}

export function questionOf({
  conversationId,
  after,
  limit,
  since,
}: SocketChangesDto): ChangesRequest | ManyChangesRequest {
  if (!since) return { conversationId: conversationId ?? '', after: after ?? 0, limit };
  if ([conversationId, after, limit].some((field) => field !== undefined)) {
    throw new DomainError('validation.failed', 'Ask about one conversation, or about many with `since` alone.');
  }
  return { since };
}

export class SelfDto implements SelfRequest {
  @OptionalWholeNumber({ min: 0, max: revMax, description: 'A selfRev' })
  after?: number;

  @OptionalWholeNumber({ min: 1, max: limits.changesPageMax, initial: limits.changesPage })
  limit?: number;
}

export class HeadDto implements Head {
  @ApiProperty({ format: 'uuid' }) conversationId: string;
  @ApiProperty() seq: number;
  @ApiProperty() rev: number;
  @ApiProperty() readSeq: number;
  @ApiProperty() unread: number;
  @ApiProperty() mentions: number;
  @ApiProperty() activity: number;
}

export class HeadsAnswerDto implements Heads {
  @ApiProperty({ type: [HeadDto] }) items: Head[];
  @ApiProperty() cursor: string;
  @ApiProperty() more: boolean;
  @ApiProperty() epoch: string;
}

export class MemberChangeDto implements MemberChange {
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() name: string;
  @ApiProperty() username: string;
  @ApiProperty({ enum: ['owner', 'admin', 'member', 'read_only'] }) role: Role;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty() atSeq: number;
  @ApiProperty() rev: number;
  @ApiProperty() left: boolean;
}

export class ChangesAnswerDto implements ChangesAnswer {
  @ApiProperty({ type: [MessageDto] }) messages: Message[];
  @ApiProperty({ type: [MemberChangeDto] }) members: MemberChange[];
  @ApiPropertyOptional({ type: ConversationDto }) conversation?: Conversation;
  @ApiProperty() rev: number;
  @ApiProperty() more: boolean;
  @ApiProperty() epoch: string;
}

export class SelfAnswerDto implements SelfAnswer {
  @ApiProperty({ type: 'array', items: { type: 'object' } }) changes: SelfChange[];
  @ApiProperty() selfRev: number;
  @ApiProperty() more: boolean;
  @ApiProperty() epoch: string;
}
