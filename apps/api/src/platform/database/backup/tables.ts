import type { Client } from 'pg';

export interface Table {
  name: string;
  columns: string[];
}

interface Found extends Table {
  refers: string[];
}

/**
 * All tables of ours, each behind those it refers to. A column that holds a transaction's id is left out: it counts for one
 * cluster alone, and its default says that the row changed when it was restored.
 */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Found>(
    `SELECT c.relname AS name,
       (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype) AS columns,
       (SELECT coalesce(json_agg(other.relname), '[]') FROM pg_constraint f JOIN pg_class other ON other.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
     FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     ORDER BY c.relname`,
  );
  return inOrder(rows);
}

function inOrder(found: Found[]): Table[] {
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < found.length) {
    const next = found.filter(({ name, refers }) => !placed.has(name) && refers.every((other) => placed.has(other)));
    if (next.length === 0) throw new Error('Tables refer to each other in a circle.');
    for (const { name, columns } of next) {
      placed.add(name);
      ordered.push({ name, columns });
    }
  }
  return ordered;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const columnsOf = ({ name, columns }: Table): string => `${quoted(name)} (${columns.map(quoted).join(', ')})`;

export const listOf = (tables: Table[]): string => tables.map(({ name }) => quoted(name)).join(', ');

/** One row as COPY reads it. */
export const lineOf = (values: string[]): string =>
  `${values.map((value) => value.replaceAll(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign)).join('\t')}\n`;

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
