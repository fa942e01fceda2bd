import { ParleyClient } from '@parley/client';
import type { HistoryPage } from '@parley/contracts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type TestDatabase, openEmptyDatabase } from '../test-database';
import { until } from '../until';
import { ServerProcess, freePort, livingPostmaster, temporaryFolder } from './server-process';

jest.setTimeout(180_000);

const folder = temporaryFolder();
const place = (name: string) => join(folder.path, name);
const password = 'correct horse battery';
const long = 'a long text, '.repeat(1_000);
/** Where one answers, long texts lie there, and the restored instance has none. */
const mongo = process.env['PARLEY_CONTRACT_MONGO'];

let port: number;
let server: ServerProcess;
let database: TestDatabase;
const clients: ParleyClient[] = [];

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  server = ServerProcess.start({ env: { PORT: String(port), RATE_LIMIT_FACTOR: '1000', ...env } });
  await server.ready();
}

function mongoEnv(): NodeJS.ProcessEnv {
  if (!mongo) return {};
  const url = new URL(mongo);
  url.pathname = `/parley_test_${randomBytes(6).toString('hex')}`;
  return { MONGODB_URL: url.href };
}

function sit(): ParleyClient {
  const client = new ParleyClient({ baseUrl: `http://127.0.0.1:${port}`, session: 'token' });
  clients.push(client);
  return client;
}

async function joined(name: string): Promise<ParleyClient> {
  const client = sit();
  await client.session.register({ email: `${name}@example.org`, username: name, password, name });
  client.start();
  await until(client.connection, () => client.connection.state === 'live');
  return client;
}

/** The whole conversation as the server has it, oldest first. */
async function everything(client: ParleyClient, id: string): Promise<{ seq: number; text: string }[]> {
  const items: { seq: number; text: string }[] = [];
  for (let after = 0; ;) {
    const page = await client.http.request<HistoryPage>('GET', `/api/chat/${id}/messages?after=${after}&limit=200`);
    items.push(...page.items.map(({ seq, text }) => ({ seq, text })));
    if (!page.hasAfter) return items;
    after = items.at(-1)?.seq ?? after;
  }
}

/** One of the two commands, as people call it. */
async function run(tool: 'backup' | 'restore', from: string, env: NodeJS.ProcessEnv) {
  const child = ServerProcess.start({ command: [process.execPath, `tools/${tool}.mjs`, from], env });
  const { code } = await child.exit();
  return { code, said: child.out + child.err };
}

beforeAll(async () => {
  port = await freePort();
  database = await openEmptyDatabase();
});
afterAll(async () => {
  for (const client of clients) client.stop();
  await server.end('SIGKILL');
  for (const name of ['old', 'new']) {
    const left = livingPostmaster(place(name));
    if (left) process.kill(left, 'SIGQUIT');
  }
  await database.close();
  folder.remove();
});

// One instance, backed up under traffic, lost, and brought back, from top to bottom.
describe('backup and restore', () => {
  const [old, fresh] = [{ DATA_DIR: place('old'), ...mongoEnv() }, { DATA_DIR: place('new') }];
  let mira: ParleyClient;
  let noor: ParleyClient;
  let id: string;
  let before: string[];

  const shown = (client: ParleyClient) =>
    client
      .timeline(id)
      .items()
      .map(({ message }) => message.text);
  const settled = () => until(mira.connection, () => mira.connection.pending === 0, 60_000);

  it('takes a backup while people write, and holds none of them up', async () => {
    await start(old);
    [mira, noor] = [await joined('mira'), await joined('noor')];
    ({ id } = await mira.conversations.openDirect(noor.session.me?.id ?? ''));
    noor.timeline(id);
    before = [long, ...Array.from({ length: 40 }, (_, n) => `before ${n}`)];
    for (const text of before) mira.send(id, text);
    await settled();

    const taking = run('backup', place('backup'), old);
    const over = new AbortController();
    void taking.then(() => over.abort());
    let during = 0;
    while (!over.signal.aborted) {
      during += 1;
      mira.send(id, `during ${during}`);
      await settled();
    }
    expect(await taking).toMatchObject({ code: 0, said: expect.stringMatching(/\d+ rows are in /) });
    expect(during).toBeGreaterThan(1);
    for (let n = 0; n < 20; n += 1) mira.send(id, `after ${n}`);
    await settled();
    await until(noor.timeline(id), () => shown(noor).at(-1) === 'after 19', 30_000);
  });

  it('refuses to restore over an instance that runs, or has something in it', async () => {
    expect(await run('restore', place('backup'), old)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^Others \(\d+\) are connected[^\n]*\.\n$/),
    });
    await server.end('SIGTERM');
    expect(await run('restore', place('backup'), old)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/something in this database already/),
    });
  });

  it('brings back all that was acknowledged before it, and clients that were ahead of it with it', async () => {
    mira.send(id, 'written while it was away');
    expect(await run('restore', place('backup'), fresh)).toMatchObject({ code: 0 });
    await start(fresh);
    await settled();
    const items = await everything(mira, id);
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, n) => n + 1));
    const texts = items.map(({ text }) => text);
    expect(texts.slice(1, before.length)).toEqual(before.slice(1));
    expect(texts.at(-1)).toBe('written while it was away');
    const between = texts.slice(before.length, -1);
    expect(between).toEqual(between.map((_, n) => `during ${n + 1}`));
    // Whoever saw what came after the backup shows it no more.
    for (const client of [mira, noor]) {
      const source = client.timeline(id);
      await until(source, () => shown(client).join('\n').endsWith(texts.slice(-30).join('\n')), 30_000);
      expect(shown(client).filter((text) => text.startsWith('after'))).toEqual([]);
    }
  });

  it('is an instance like any other: a new device signs in, reads a long text whole, and is told what is sent', async () => {
    const device = sit();
    await device.session.login({ login: 'noor', password });
    device.start();
    const source = device.timeline(id);
    mira.send(id, 'to the new device');
    await until(source, () => shown(device).at(-1) === 'to the new device', 30_000);
    const [first] = (await device.http.request<HistoryPage>('GET', `/api/chat/${id}/messages?after=0&limit=1`)).items;
    const whole = await device.http.request<{ text: string }>('GET', `/api/chat/${id}/messages/${first?.id}`);
    expect(whole.text).toBe(long);
  });

  it('moves to a PostgreSQL of somebody else with everybody signed in', async () => {
    const all = await everything(mira, id);
    await server.end('SIGTERM');
    // The embedded database is started for it, and stopped again.
    expect(await run('backup', place('second'), fresh)).toMatchObject({ code: 0 });
    expect(livingPostmaster(place('new'))).toBeUndefined();
    const there = { DATABASE_URL: database.url, DATA_DIR: place('beside') };
    expect(await run('restore', place('second'), there)).toMatchObject({ code: 0 });
    await start(there);
    mira.send(id, 'over here');
    await settled();
    expect(await everything(noor, id)).toEqual([...all, { seq: all.length + 1, text: 'over here' }]);
  });
});
