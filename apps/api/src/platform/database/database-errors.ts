import { Prisma } from './generated/client';

const UNIQUE_VIOLATION = '23505';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const LOCK_NOT_AVAILABLE = '55P03';

/** What PostgreSQL called it, whether it came through `pg`, through Prisma, or wrapped by either. */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, originalCode, cause, meta } = error as Error & {
    code?: unknown;
    originalCode?: unknown;
    meta?: { driverAdapterError?: unknown };
  };
  for (const candidate of [originalCode, code]) {
    if (typeof candidate === 'string' && /^[0-9A-Z]{5}$/.test(candidate) && !candidate.startsWith('P2'))
      return candidate;
  }
  const inner = meta?.driverAdapterError ?? cause;
  if (inner instanceof Error) return sqlStateOf(inner);
  return (inner as { originalCode?: string } | undefined)?.originalCode;
}

export function isUniqueViolation(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return true;
  return sqlStateOf(error) === UNIQUE_VIOLATION;
}

/** Two transactions met, and this one lost: the same work again will do. */
export function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true;
  return [SERIALIZATION_FAILURE, DEADLOCK].includes(sqlStateOf(error) ?? '');
}

/** Somebody else holds a row that was needed, and for longer than it was waited for. */
export function isHeld(error: unknown): boolean {
  return sqlStateOf(error) === LOCK_NOT_AVAILABLE;
}
