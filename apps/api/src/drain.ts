import type { INestApplication } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { Health } from './platform/health';
import { Publisher, UnderWay } from './realtime';

/** Supervisors kill after their own patience; ours ends first. */
const patienceMs = 14_000;
/** A request that has not ended by then is cut, so that the rest can still close in time. */
const requestsMs = 8_000;
/** What clients are asked to wait before they come back. */
const retryInMs = 500;
/** Acknowledgements of what was just committed are on their way to the sockets, and requests on theirs to us. */
const onItsWayMs = 100;

/** Counts what is being answered. A long poll of a socket is left out: it only waits for something to happen. */
export class RequestsUnderWay {
  private count = 0;

  constructor(server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/socket.io')) return;
      this.count += 1;
      response.once('close', () => (this.count -= 1));
    });
  }

  async answered(withinMs: number): Promise<void> {
    for (const until = Date.now() + withinMs; this.count > 0 && Date.now() < until;) await sleep(20);
  }
}

/** The last requests: a connection that looks idle may have one on its way, and is kept until that has been read. */
export async function finishRequests(server: Server, requests: RequestsUnderWay): Promise<void> {
  // Only stops listening: the `close` of an HTTP server ends such connections at once.
  Listener.prototype.close.call(server);
  await sleep(onItsWayMs);
  await turn();
  server.closeIdleConnections();
  await requests.answered(requestsMs);
}

/** Stops in order: nobody new, what is under way is finished and answered, sockets are told, then everything closes. */
async function drain(app: INestApplication, requests: RequestsUnderWay): Promise<void> {
  const late = setTimeout(() => {
    process.stderr.write('Parley could not finish in time and stops now.\n');
    process.exit(1);
  }, patienceMs).unref();
  app.get(Health).startDraining();
  const server = app.getHttpServer() as Server;
  await Promise.all([app.get(UnderWay).finish(requestsMs), finishRequests(server, requests)]);
  await sleep(onItsWayMs);
  app.get(Publisher).drain(retryInMs);
  await app.close();
  clearTimeout(late);
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** While there is nothing to drain yet: an exit, unlike a signal, takes the database along that has just been started. */
export function exitOnSignals(): void {
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
}

/** Once, whichever signal comes first and however often: npm and a terminal both pass a Ctrl-C on. */
export function drainOnSignals(app: INestApplication): void {
  const requests = new RequestsUnderWay(app.getHttpServer() as Server);
  let started = false;
  const begin = (): void => {
    if (started) return;
    started = true;
    process.stdout.write('Parley is stopping: finishing what is under way …\n');
    drain(app, requests).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `Parley did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.removeAllListeners(signal).on(signal, begin);
}
