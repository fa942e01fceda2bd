import type { Config } from '../../../config';
import type { Database } from '../../../platform/database';
import type { Log } from '../../../platform/logging';
import type { BodyStore } from './body-store.port';
import { PostgresBodyStore } from './body-store.postgres';
import { TwoStores } from './two-stores';

/** MongoDB where it is set, with PostgreSQL behind it for what has not been moved yet; mongoose is loaded only then. */
export async function openBodyStore({ mongodbUrl }: Config, database: Database, log: Log): Promise<BodyStore> {
  const table = new PostgresBodyStore(database);
  if (!mongodbUrl) return table;
  const { MongoBodyStore, mongoHost } = await import('./body-store.mongo');
  const host = mongoHost(mongodbUrl);
  const mongo = new MongoBodyStore(mongodbUrl, (line, error) =>
    log.pino.warn({ host, ...(error instanceof Error && { reason: error.message }) }, `MongoDB at ${host} ${line}`),
  );
  void mongo.open();
  return new TwoStores(mongo, table);
}
