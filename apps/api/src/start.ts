import 'reflect-metadata';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApplication } from './application';
import { Config, shownAddress } from './config';
import { drainOnSignals, exitOnSignals } from './drain';
import { FirstRun } from './modules/server';
import { StartupError } from './platform/errors';

/** What a person at the terminal can mend is said in one sentence; only a fault of ours shows a stack trace. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof StartupError) return error.message;
  const { code, port } = error as Error & { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL') return 'This machine does not have the address in HOST.';
  return error.stack ?? error.message;
}

/**
 * Connections that the system keeps until it is their turn, if it is set up to keep so many. One for which there is no room
 * is tried again by its own system, after ever longer waits: some of ten thousand that come back would wait for minutes.
 */
const backlog = 16_384;

/** Not Nest's own `listen`, which also logs the error: a busy port is the person's to mend. */
async function listen(app: NestExpressApplication): Promise<{ host: string; port: number }> {
  const { host, port } = app.get(Config);
  await app.init();
  const server: Server = app.getHttpServer();
  server.listen({ port, host, backlog });
  await once(server, 'listening');
  return { host, port: (server.address() as AddressInfo).port };
}

async function run(): Promise<void> {
  exitOnSignals();
  const app = await createApplication();
  const { host, port } = await listen(app);
  await app.startAllMicroservices();
  drainOnSignals(app);
  const address = shownAddress(host, port);
  const { role, smtpUrl } = app.get(Config);
  const lines = [`Parley is ready: ${address}`];
  if (role === 'worker') lines.push('It works behind the commit and answers nobody: ROLE is worker.');
  const firstRun = app.get(FirstRun);
  if (role !== 'worker' && (await firstRun.isNow())) {
    lines.push('Open it and create the first account: it will own this server.');
    lines.push(`From another machine the first account needs this setup code: ${await firstRun.setupCode()}`);
  }
  if (role !== 'worker' && !smtpUrl)
    lines.push(`Mails stay on this machine until SMTP_URL is set: ${address}/api/outbox`);
  process.stdout.write(`${lines.join('\n')}\n`);
}

export async function start(): Promise<void> {
  await run().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}
