import { Injectable } from '@nestjs/common';
import { SchemaAge } from '../database';

type State = 'up' | 'down' | 'draining' | 'outdated';

export interface Readiness {
  status: 'ready' | 'not_ready';
  dependencies: Record<string, State>;
}

const patienceMs = 2_000;

/** Whether this process can do its work now, dependency by dependency. */
@Injectable()
export class Health {
  private draining = false;

  constructor(private readonly schema: SchemaAge) {}

  /** From here on load balancers are told to look elsewhere. */
  startDraining(): void {
    this.draining = true;
  }

  async readiness(): Promise<Readiness> {
    const [database, process] = await this.look();
    const ready = database === 'up' && process === 'up' && !this.draining;
    return {
      status: ready ? 'ready' : 'not_ready',
      dependencies: { process: this.draining ? 'draining' : process, database },
    };
  }

  /** Whether the database answers, and whether this process still knows its shape. */
  private async look(): Promise<[database: State, process: State]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<[State, State]>((resolve) => {
      timer = setTimeout(() => resolve(['down', 'up']), patienceMs);
    });
    const answer = this.schema.outgrown().then(
      (isOutgrown): [State, State] => ['up', isOutgrown ? 'outdated' : 'up'],
      (): [State, State] => ['down', 'up'],
    );
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}
