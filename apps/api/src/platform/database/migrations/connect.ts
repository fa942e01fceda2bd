import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { StartupError } from '../../errors';

const STARTING_UP = '57P03';
const PATIENCE = 30_000;
const OLDEST_SERVER = 140_000;

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at the host and port of DATABASE_URL: start PostgreSQL, or correct the address',
  ETIMEDOUT: 'the host of DATABASE_URL does not answer: check the network, or correct the address',
  EHOSTUNREACH: 'the host of DATABASE_URL cannot be reached: check the network, or correct the address',
  ENETUNREACH: 'the host of DATABASE_URL cannot be reached: check the network, or correct the address',
  ENOTFOUND: 'the host of DATABASE_URL has no address: correct its name',
  EAI_AGAIN: 'the host of DATABASE_URL has no address just now: check the network, or correct its name',
  ENOENT: 'the socket named by DATABASE_URL is not there: start PostgreSQL, or correct the path',
  '28P01': 'it refuses the user or the password in DATABASE_URL: correct them',
  '28000': 'it refuses the user in DATABASE_URL or the way it connects: correct the address, or its pg_hba.conf',
  '3D000': 'it has no database of the name in DATABASE_URL: create that database, or correct the name',
  '53300': 'it has no connection left: end some, or raise its max_connections',
  '42501': 'the user in DATABASE_URL may not make tables: let it own the database',
};

/** A connection of its own, outside the pool. One that fails says in a sentence where and what to do, and never who or how. */
export async function connect(url: string): Promise<Client> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'parley' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await refuseOldServer(client);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const again = error instanceof DatabaseError && error.code === STARTING_UP && Date.now() < until;
      if (!again) throw explain(error, placeOf(client));
    }
    await sleep(250);
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS version`,
  );
  if (Number(rows[0]?.number) >= OLDEST_SERVER) return;
  throw new StartupError(
    `The database server is PostgreSQL ${rows[0]?.version}, and Parley needs 14 or later: upgrade it, or set DATABASE_URL to another.`,
  );
}

/** The host as pg has read it, or the folder of its socket; never what else stands in the address. */
const placeOf = ({ host, port }: Client): string => (host.startsWith('/') ? ` at ${host}` : ` at ${host}:${port}`);

export function explain(error: unknown, place = ''): unknown {
  if (error instanceof StartupError) return error;
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  const reason = reasons[code ?? ''] ?? (/timeout/.test(message ?? '') ? reasons['ETIMEDOUT'] : undefined);
  return reason ? new StartupError(`The database${place} cannot be used: ${reason}.`) : error;
}
