import { ApiPropertyOptional } from '@nestjs/swagger';
import { limits } from '@parley/contracts';
import { IsString, MaxLength } from 'class-validator';
import { Optional, OptionalWholeNumber } from '../platform/validation';

export class PageQuery {
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @Optional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @OptionalWholeNumber({ min: 1, max: limits.pageMax, initial: limits.pageSize })
  limit?: number;
}
