import { ParleyClient } from '@parley/client';
import type { HistoryPage } from '@parley/contracts';
import { join } from 'node:path';
import { until } from '../until';
import { ServerProcess, freePort, livingPostmaster, temporaryFolder } from './server-process';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
const burst = 200;
let port: number;
let server: ServerProcess;
const clients: ParleyClient[] = [];

async function start(): Promise<string> {
  server = ServerProcess.start({ env: { DATA_DIR: dataDir, PORT: String(port), RATE_LIMIT_FACTOR: '1000' } });
  return server.ready();
}

async function joined(url: string, name: string): Promise<ParleyClient> {
  const client = new ParleyClient({ baseUrl: url, session: 'token' });
  clients.push(client);
  await client.session.register({ email: `${name}@example.org`, username: name, password: 'correct horse', name });
  client.start();
  await until(client.connection, () => client.connection.state === 'live');
  return client;
}

/** The whole conversation as the server has it, oldest first. */
async function everything(client: ParleyClient, id: string): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ;) {
    const page = await client.http.request<HistoryPage>('GET', `/api/chat/${id}/messages?after=${after}&limit=200`);
    texts.push(...page.items.map((message) => message.text));
    if (!page.hasAfter) return texts;
    after = page.items.at(-1)?.seq ?? after;
  }
}

beforeAll(async () => {
  port = await freePort();
});

afterAll(async () => {
  for (const client of clients) client.stop();
  await server.end('SIGKILL');
  const left = livingPostmaster(dataDir);
  if (left) process.kill(left, 'SIGQUIT');
  folder.remove();
});

describe('a burst of messages', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'stands there once and in order when %s ends the server in its middle',
    async (signal) => {
      const url = await start();
      const name = signal.toLowerCase();
      const [sender, reader] = [await joined(url, `from-${name}`), await joined(url, `to-${name}`)];
      const { id } = await sender.conversations.openDirect(reader.session.me?.id ?? '');
      const seen = reader.timeline(id);
      const texts = Array.from({ length: burst }, (_, n) => `${signal} ${n}`);

      for (const text of texts) sender.send(id, text);
      await until(sender.connection, () => sender.connection.pending < burst * 0.7, 30_000);
      await server.end(signal);
      await until(sender.connection, () => sender.connection.state !== 'live');
      // The premise: there was something left to lose.
      expect(sender.connection.pending).toBeGreaterThan(0);

      await start();
      await until(sender.connection, () => sender.connection.pending === 0, 60_000);
      await until(seen, () => seen.items().length === burst, 30_000);
      expect(await everything(reader, id)).toEqual(texts);
      expect(seen.items().map(({ message }) => message.text)).toEqual(texts);
      expect(
        sender
          .timeline(id)
          .items()
          .map(({ message }) => message.text)
          .slice(-burst),
      ).toEqual(texts);
      await server.end('SIGTERM');
    },
  );
});
