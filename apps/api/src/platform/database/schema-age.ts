import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Log } from '../logging';
import { Periodic } from '../turns';
import { Database } from './database';
import { isOlder, oldestAllowed, ownVersion } from './migrations';

const everyMs = 60_000;

/** Whether a newer server has changed the database beyond what this one understands, since this one started. */
@Injectable()
export class SchemaAge implements OnModuleInit, OnModuleDestroy {
  private readonly looking: Periodic;
  private readonly version = ownVersion();
  private isOutgrown = false;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {
    const failure = 'which version the database needs could not be read';
    this.looking = new Periodic(log, { failure, everyMs, run: () => this.outgrown() });
  }

  onModuleInit(): void {
    this.looking.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.looking.stop();
  }

  async outgrown(): Promise<boolean> {
    const oldest = await oldestAllowed(this.database.pool);
    if (!oldest || !isOlder(this.version, oldest) || this.isOutgrown) return this.isOutgrown;
    this.isOutgrown = true;
    this.log.pino.error(
      { oldest, version: this.version },
      'the database was migrated by a newer Parley and needs it: this server is not ready any more, stop it',
    );
    return true;
  }
}
