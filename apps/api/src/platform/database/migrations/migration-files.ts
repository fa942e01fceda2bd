import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../../../config';

export interface Migration {
  name: string;
  sql: string;
  /** The oldest Parley that may still run beside it, from its line `-- oldest: 0.1.0`. */
  oldest: string;
}

export function readMigrations(folder = join(checkout, 'prisma/migrations')): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      const oldest = /^-- oldest: (\d+\.\d+\.\d+)$/m.exec(sql)?.[1];
      if (!oldest) throw new Error(`The migration ${name} does not say "-- oldest: x.y.z".`);
      return { name, sql, oldest };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  return version;
}

export const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/** As Prisma does it: an editor or git may have turned the ends of lines. */
export function hasChecksum(sql: string, checksum: string): boolean {
  const plain = sql.replaceAll('\r\n', '\n');
  return [sql, plain, plain.replaceAll('\n', '\r\n')].some((variant) => checksumOf(variant) === checksum);
}

export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const index = (a ?? []).findIndex((part, at) => part !== b?.[at]);
  return index >= 0 && (a?.[index] ?? 0) < (b?.[index] ?? 0);
}
