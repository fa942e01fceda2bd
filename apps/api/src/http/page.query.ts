import { ApiPropertyOptional } from '@nestjs/swagger';
import { limits } from '@parley/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Optional } from '../platform/validation';

export class PageQuery {
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @Optional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: limits.pageMax, default: limits.pageSize })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(limits.pageMax)
  limit?: number;
}
