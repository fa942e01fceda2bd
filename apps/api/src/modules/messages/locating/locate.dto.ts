import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { LocateRequest, Located } from '@parley/contracts';
import { IsIn, IsISO8601, IsUUID, Matches } from 'class-validator';
import { Optional } from '../../../platform/validation';

export class LocateQuery implements LocateRequest {
  @ApiPropertyOptional({ format: 'date-time', description: 'The first message from then on, or the newest' })
  @Optional()
  // Four digits of a year: PostgreSQL and JavaScript disagree about those before and after. Weeks, days of a year, hours
  // alone and commas are ISO 8601 too, and no date in JavaScript.
  @Matches(/^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/)
  @IsISO8601({ strict: true, strictSeparator: true })
  date?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  messageId?: string;

  @ApiPropertyOptional({ enum: ['first'], description: 'The first one they have not read' })
  @Optional()
  @IsIn(['first'])
  unread?: 'first';
}

export class LocatedDto implements Located {
  @ApiProperty({ type: Number, nullable: true, description: 'Null: there is none' }) seq: number | null;
}
