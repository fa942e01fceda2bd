import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { Optional } from './optional';

interface Asked {
  min: number;
  max: number;
  description?: string;
  /** What stands for it when it is left out, for the documentation. */
  initial?: number;
}

/** A whole number that may be left out, in a query string or in JSON. */
export const OptionalWholeNumber = ({ min, max, description, initial }: Asked) =>
  applyDecorators(
    ApiPropertyOptional({ minimum: min, maximum: max, description, default: initial }),
    Optional(),
    Type(() => Number),
    IsInt(),
    Min(min),
    Max(max),
  );
