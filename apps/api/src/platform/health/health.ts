import { Injectable } from '@nestjs/common';
import { Database } from '../database';

export interface Readiness {
  status: 'ready' | 'not_ready';
  dependencies: Record<string, 'up' | 'down' | 'draining'>;
}

const patienceMs = 2_000;

/** Whether this process can do its work now, dependency by dependency. */
@Injectable()
export class Health {
  private draining = false;

  constructor(private readonly database: Database) {}

  /** From here on load balancers are told to look elsewhere. */
  startDraining(): void {
    this.draining = true;
  }

  async readiness(): Promise<Readiness> {
    const database = await this.check(() => this.database.ping());
    const process = this.draining ? 'draining' : 'up';
    const ready = database === 'up' && process === 'up';
    return { status: ready ? 'ready' : 'not_ready', dependencies: { process, database } };
  }

  private async check(ping: () => Promise<void>): Promise<'up' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'down'>((resolve) => {
      timer = setTimeout(() => resolve('down'), patienceMs);
    });
    const answer = ping().then(
      () => 'up' as const,
      () => 'down' as const,
    );
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}
