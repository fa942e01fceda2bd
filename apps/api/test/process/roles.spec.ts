import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { MailServer } from '../mail-server';
import { Person, request } from '../person';
import { type TestDatabase, openEmptyDatabase } from '../test-database';
import { ServerProcess, repository, temporaryFolder } from './server-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const servers: ServerProcess[] = [];
let database: TestDatabase;
let post: MailServer;
let sql: Client;
let api: string;

beforeAll(async () => {
  [database, post] = await Promise.all([openEmptyDatabase(), MailServer.start()]);
  sql = new Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await Promise.all([sql.end(), post.close()]);
  await database.close();
  folder.remove();
});

function start(env: NodeJS.ProcessEnv): ServerProcess {
  const data = join(folder.path, String(servers.length));
  const all = { DATABASE_URL: database.url, DATA_DIR: data, PORT: '0', SMTP_URL: post.url, ...env };
  const server = ServerProcess.start({ env: all });
  servers.push(server);
  return server;
}

const count = async (from: string): Promise<number> =>
  (await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`)).rows[0]?.count ?? 0;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds());) {
    if (Date.now() > end) throw new Error('This did not come to be in 60 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** As a person at the terminal does, beside the servers. */
const deadLetters = (...args: string[]) =>
  new Promise<string>((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: join(folder.path, 'tool') };
    execFile(process.execPath, ['tools/deadletters.mjs', ...args], { cwd: repository, env }, (_, out, err) =>
      resolve(out + err),
    );
  });

describe('the parts of a house, each in its process', () => {
  it('a broker that is not there holds up nobody: it is named without its password, and what is for workers waits', async () => {
    const server = start({ RABBITMQ_URL: 'amqp://parley:hunter2@127.0.0.1:1', ROLE: 'api' });
    const url = await server.ready();
    await Person.join(url, 'early');
    await until(() => server.err.includes('RabbitMQ at 127.0.0.1:1'));
    expect(server.err).not.toContain('hunter2');
    await until(async () => (await count('mails')) === 1);
    expect(await count("outbox WHERE topic = 'mail.asked'")).toBe(1);
    expect((await request(url, 'GET', '/health/ready')).status).toBe(200);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await count("outbox WHERE topic = 'mail.asked'")).toBe(1);
  });

  it('who answers people does not work, and who works answers nobody but how it is', async () => {
    api = await start({ ROLE: 'api' }).ready();
    await Person.join(api, 'later');
    await until(async () => (await count('mails')) === 2 && (await count('outbox')) === 0);
    expect(await count('graphile_worker.jobs')).toBeGreaterThan(0);
    expect(post.mails).toEqual([]);
    const worker = start({ ROLE: 'worker' });
    const side = await worker.ready();
    await until(() => post.mails.length === 2);
    expect(post.mails.flatMap(({ to }) => to).toSorted()).toEqual(['early@example.org', 'later@example.org']);
    await until(async () => (await count('mails')) + (await count('graphile_worker.jobs')) === 0);
    expect((await request(side, 'GET', '/health/ready')).status).toBe(200);
    for (const path of ['/', '/api/users/me', '/socket.io/?EIO=4&transport=polling']) {
      expect((await request(side, 'GET', path)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(post.mails).toHaveLength(2);
  });

  it('a worker killed with work in hand leaves it to the next', async () => {
    const slow = await MailServer.start({ onData: () => undefined });
    const killed = start({ ROLE: 'worker', SMTP_URL: slow.url });
    await killed.ready();
    await Person.join(api, 'killed');
    await until(async () => (await count('mails WHERE leased_until IS NOT NULL')) === 1);
    await killed.end('SIGKILL');
    // As if the lease were over.
    await sql.query('UPDATE mails SET leased_until = NULL');
    const next = start({ ROLE: 'worker' });
    await next.ready();
    await until(() => post.mails.length === 3);
    await until(async () => (await count('mails')) + (await count('graphile_worker.jobs')) === 0);
    expect(post.mails.at(-1)?.to).toEqual(['killed@example.org']);
    expect(post.mails).toHaveLength(3);
    await slow.close();
  });

  it('dead letters are listed and replayed from the command line', async () => {
    await sql.query(
      `INSERT INTO outbox (topic, payload) VALUES ('mail.asked', '{"mailId": "none"}'), ('no topic!', '{}')`,
    );
    await until(async () => (await count('dead_letters')) === 2);
    const said = await deadLetters();
    expect(said).toMatch(/notifications {2}mail\.asked\n.*the hint names no mail\n.*"mailId":"none"/);
    expect(said).toMatch(/no topic! {2}\(cannot be replayed\)[\s\S]*2 parked\./);
    const before = (await sql.query<{ id: string }>('SELECT id FROM dead_letters WHERE readable')).rows[0]?.id ?? '';
    expect(await deadLetters('replay', 'all')).toContain('1 of 2 go back to where they failed.');
    await until(async () => (await count(`dead_letters WHERE readable AND id <> '${before}'`)) === 1);
    const { rows } = await sql.query<{ id: string }>('SELECT id FROM dead_letters');
    expect(await deadLetters('remove', ...rows.map(({ id }) => id))).toContain('2 removed.');
  });
});
