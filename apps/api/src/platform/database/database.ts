import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config';
import { isConflict } from './database-errors';
import { EmbeddedPostgres } from './embedded';
import { type Prisma, PrismaClient } from './generated/client';
import { migrate } from './migrations';
import { OneConnection } from './one-connection';

export type Transaction = Prisma.TransactionClient;

const EMBEDDED_DATABASE = 'parley';
const ATTEMPTS = 4;

/** PostgreSQL, wherever it is: Prisma and raw statements over one pool. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly connections: Pool;
  private readonly client: PrismaClient;

  private constructor(
    url: string,
    private readonly embedded: EmbeddedPostgres | undefined,
    private readonly turns: OneConnection,
  ) {
    this.connections = openPool(url);
    this.client = new PrismaClient({ adapter: new PrismaPg(this.connections) });
  }

  get pool(): Pool {
    this.turns.refuseSecond();
    return this.connections;
  }

  get prisma(): PrismaClient {
    this.turns.refuseSecond();
    return this.client;
  }

  static async open(config: Config): Promise<Database> {
    const turns = new OneConnection(config.mode === 'test');
    if (config.databaseUrl) {
      await migrate(config.databaseUrl);
      return new Database(config.databaseUrl, undefined, turns);
    }
    const embedded = await EmbeddedPostgres.start(config.dataDir);
    try {
      const url = await embedded.ensureDatabase(EMBEDDED_DATABASE);
      await migrate(url);
      return new Database(url, embedded, turns);
    } catch (error) {
      await embedded.stop();
      throw error;
    }
  }

  /** READ COMMITTED, and once more where it lost against another transaction: `work` may run several times. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.prisma.$transaction((tx) => this.turns.take(() => work(tx)), {
          isolationLevel: 'ReadCommitted',
          maxWait: 5_000,
          timeout: 15_000,
        });
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw error;
        await sleep(attempt * 10 * (1 + Math.random()));
      }
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
    await this.connections.end();
    await this.embedded?.stop();
  }
}

function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'parley',
    max: 20,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    // What somebody else holds for longer is answered for, within the five seconds in which everybody is.
    lock_timeout: 4_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  const logger = new Logger('Database');
  // The same for one that is lent out: whoever has it hears of it by the query that fails.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  // Without a listener a lost idle connection ends the process; the pool itself opens a new one at the next query.
  // While the pool closes it is no news: it does not wait for its goodbyes to arrive before PostgreSQL is stopped.
  pool.on('error', (error) => {
    if (!pool.ending) logger.warn(`A database connection was lost: ${error.message}`);
  });
  return pool;
}
