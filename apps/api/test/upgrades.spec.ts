import { randomUUID } from 'node:crypto';
import { Log } from '../src/platform/logging';
import { migrate } from '../src/platform/database/migrations';
import { readMigrations } from '../src/platform/database/migrations/migration-files';
import { Crowd } from './crowd';
import { request } from './person';
import { type TestServer, startServer } from './server';

const future = '99.0.0';
const expand = {
  name: '99990101000000_expand',
  oldest: '0.1.0',
  sql: `ALTER TABLE messages ADD COLUMN mood text; ALTER TABLE users ADD COLUMN karma int NOT NULL DEFAULT 0`,
};
const contract = { name: '99990102000000_contract', oldest: future, sql: 'ALTER TABLE messages DROP COLUMN mood' };

describe('an upgrade, server by server', () => {
  let server: TestServer;
  const crowd = new Crowd(() => server.url);
  beforeAll(async () => (server = await startServer()));
  afterAll(async () => {
    crowd.leave();
    await server.close();
  });

  const upgrade = (...more: (typeof expand)[]) =>
    migrate(server.databaseUrl, { migrations: [...readMigrations(), ...more], version: future });
  const ready = async () => {
    const { status, body } = await request(server.url, 'GET', '/health/ready');
    return [status, body];
  };
  const startBeside = async () => {
    const { databaseUrl } = server;
    const beside = await startServer({ DATABASE_URL: databaseUrl });
    await beside.close();
  };

  it('goes on beside a newer one that only added, and starts beside it', async () => {
    const { mira, noor, id } = await crowd.pair();
    const ear = await noor.connect();
    expect(await upgrade(expand)).toEqual([expand.name]);
    const text = 'written by an older server';
    expect((await mira.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text })).status).toBe(201);
    expect(await ear.hears('message:received')).toMatchObject({ text });
    expect(await ready()).toEqual([200, { status: 'ready', dependencies: { process: 'up', database: 'up' } }]);
    await startBeside();
  });

  it('is over for one whose ground was taken away: it says so, is not ready, and no other of its age starts', async () => {
    expect((await ready())[0]).toBe(200);
    const said = jest.spyOn(server.app.get(Log).pino, 'error').mockImplementation();
    expect(await upgrade(expand, contract)).toEqual([contract.name]);
    for (let n = 0; n < 2; n += 1) {
      expect(await ready()).toEqual([
        503,
        { status: 'not_ready', dependencies: { process: 'outdated', database: 'up' } },
      ]);
    }
    expect(said.mock.calls).toEqual([
      [expect.objectContaining({ oldest: future }), expect.stringContaining('stop it')],
    ]);
    await expect(startBeside()).rejects.toThrow(`migrated by a newer Parley and needs ${future} or later`);
  });
});
