import { type ServerEvents, clientEvents, serverEvents } from '@parley/contracts';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Answering } from '../src/realtime';
import { request } from './person';
import { type TestServer, startServer } from './server';

interface Described {
  asyncapi: string;
  channels: { socket: { messages: Record<string, { name: string; payload: object }> } };
  operations: Record<string, { action: 'send' | 'receive'; messages: { $ref: string }[]; reply?: object }>;
  components: { schemas: Record<string, object> };
}

let server: TestServer;
let document: Described;
beforeAll(async () => {
  server = await startServer();
  document = (await request(server.url, 'GET', '/api/docs/async.json')).body as Described;
});
afterAll(() => server.close());

const registered = (): string[] => server.app.get(Answering).events.sort();

/** The names of server events that the source emits anywhere. */
async function emitted(): Promise<string[]> {
  const found = new Set<string>();
  const src = join(__dirname, '../src');
  const files = (await readdir(src, { recursive: true })).filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const text = await readFile(join(src, file), 'utf8');
    for (const [, key] of text.matchAll(/serverEvents\.(\w+)/g)) if (key) found.add(key);
  }
  return [...found].map((key) => serverEvents[key as keyof typeof serverEvents]).sort();
}

const operationsOf = (action: string) =>
  Object.values(document.operations)
    .filter((operation) => operation.action === action)
    .map(({ messages }) => document.channels.socket.messages[messages[0]?.$ref.split('/').at(-1) ?? '']?.name ?? '')
    .sort();

describe('the description of the socket', () => {
  it('names every event the gateway answers, and no other', () => {
    expect(registered().length).toBeGreaterThan(10);
    expect(operationsOf('receive')).toEqual(registered());
    expect(registered()).toEqual(Object.values(clientEvents).sort());
  });

  it('names every event the server emits, and no other', async () => {
    const all: (keyof ServerEvents)[] = Object.values(serverEvents);
    expect(operationsOf('send')).toEqual(await emitted());
    expect(operationsOf('send')).toEqual(all.sort());
  });

  it('says how each is acknowledged, and leads nowhere that is not there', () => {
    const { operations, asyncapi } = document;
    expect(asyncapi).toBe('3.0.0');
    const asked = Object.values(operations).filter(({ action }) => action === 'receive');
    expect(asked.every(({ reply }) => reply)).toBe(true);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    const isThere = (path: string) =>
      path.split('/').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
    expect(references.filter((path) => isThere(path) === undefined)).toEqual([]);
  });

  it('is a page for people, on which nothing runs', async () => {
    const page = await request(server.url, 'GET', '/api/docs/async', { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.body).toContain('<code>message:pin</code>');
    expect(page.body).not.toMatch(/<script|onclick|https?:\/\//);
    const json = await request(server.url, 'GET', '/api/docs/async', { headers: { accept: 'application/json' } });
    expect(json.body).toEqual(document);
  });
});
