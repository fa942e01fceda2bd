import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from './test-database';

export interface TestServer {
  url: string;
  app: NestExpressApplication;
  databaseUrl: string;
  close(): Promise<void>;
}

/** The whole application on a free port and a fresh database. */
export async function startServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  Object.assign(process.env, {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    JWT_SECRET: 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz',
    ...settings,
  });
  const { createApplication } = await import('../src/application');
  const app = await createApplication();
  // Read by now: another server of the same file begins without them.
  for (const name of Object.keys(settings)) delete process.env[name];
  await app.listen(0, '127.0.0.1');
  await app.startAllMicroservices();
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    databaseUrl: database.url,
    close: async () => {
      await app.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
