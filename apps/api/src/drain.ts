import type { INestApplication } from '@nestjs/common';
import type { Server } from 'node:http';
import { Health } from './platform/health';
import { Publisher } from './realtime';

/** Supervisors kill after their own patience; ours ends first. */
const patienceMs = 14_000;
/** What clients are asked to wait before they come back. */
const retryInMs = 500;
/** Acknowledgements of what was just committed are on their way to the sockets. */
const flushMs = 100;

/** Stops in order: nobody new, what is under way is finished and answered, sockets are told, then everything closes. */
export async function drain(app: INestApplication): Promise<void> {
  const late = setTimeout(() => {
    process.stderr.write('Parley could not finish in time and stops now.\n');
    process.exit(1);
  }, patienceMs).unref();
  app.get(Health).startDraining();
  const server = app.getHttpServer() as Server;
  server.close();
  server.closeIdleConnections();
  await new Promise((resolve) => setTimeout(resolve, flushMs));
  app.get(Publisher).drain(retryInMs);
  await app.close();
  clearTimeout(late);
}

/** Once, whichever signal comes first and however often: npm and a terminal both pass a Ctrl-C on. */
export function drainOnSignals(app: INestApplication): void {
  let started = false;
  const begin = (): void => {
    if (started) return;
    started = true;
    process.stdout.write('Parley is stopping: finishing what is under way …\n');
    drain(app).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `Parley did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
}
