import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { ADDRESS, TEMPLATE } from './postgres';

export interface TestDatabase {
  url: string;
  close(): Promise<void>;
}

/** A fresh database with the whole schema and nothing in it, for one test or one file of tests. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = process.env[ADDRESS];
  if (!server) throw new Error('There is no PostgreSQL: run this with the jest.config.cjs at the root.');
  return create(server, TEMPLATE);
}

/** An empty one without our schema, on any server. */
export function openEmptyDatabase(server = process.env[ADDRESS] ?? ''): Promise<TestDatabase> {
  return create(server, 'template0');
}

async function create(server: string, template: string): Promise<TestDatabase> {
  const name = `parley_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function run(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
