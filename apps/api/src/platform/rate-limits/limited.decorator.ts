import { type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { LimitName } from './table';

const key = 'parley:limited';

/** Names the limit of a route; without it the one for any other question or change holds. */
export const Limited = (name: LimitName) => SetMetadata(key, name);

/** For what supervisors ask again and again. */
export const Unlimited = () => SetMetadata(key, null);

/** Null: none. */
export function limitOf(reflector: Reflector, context: ExecutionContext, otherwise: LimitName): LimitName | null {
  const named = reflector.getAllAndOverride<LimitName | null | undefined>(key, [
    context.getHandler(),
    context.getClass(),
  ]);
  return named === undefined ? otherwise : named;
}
