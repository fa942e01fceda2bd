import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Page, type RoomSummary, limits } from '@parley/contracts';
import { IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../../http';
import { IsWellFormed, Optional } from '../../../platform/validation';

export class RoomsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a name or topic', maxLength: limits.searchMax })
  @Optional()
  @IsString()
  @MaxLength(limits.searchMax)
  @IsWellFormed()
  search?: string;
}

export class RoomSummaryDto implements RoomSummary {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: ['room'] }) kind: 'room';
  @ApiProperty({ enum: ['public'] }) visibility: 'public';
  @ApiProperty() name: string;
  @ApiProperty() topic: string;
  @ApiProperty({ type: Number, nullable: true }) hue: number | null;
  @ApiProperty() announcement: boolean;
  @ApiProperty() memberCount: number;
  @ApiProperty({ description: 'Whether the one who asks is in it' }) joined: boolean;
}

export class RoomPageDto implements Page<RoomSummary> {
  @ApiProperty({ type: [RoomSummaryDto] }) items: RoomSummary[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}
