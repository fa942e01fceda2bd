import type { Config } from '../../config';
import { type Proxy, openProxy } from '../../../test/proxy';
import type { Epoch } from '../database';
import { Log } from '../logging';
import { Redis } from './redis';

/** What the log was told, as words. */
function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const warn = (...said: unknown[]) => lines.push(JSON.stringify(said));
  return { log: new Log({ warn } as never), lines };
}

const epoch = { get: async () => 'some-epoch' } as Epoch;

async function open(redisUrl: string) {
  const { log, lines } = listeningLog();
  const redis = await Redis.open({ redisUrl } as Config, epoch, log);
  if (!redis) throw new Error('There is a URL.');
  return { redis, lines };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const answers = (redis: Redis) =>
  redis.commands.ping().then(
    () => true,
    () => false,
  );

it('is not there where none is configured', async () => {
  expect(await Redis.open({ redisUrl: undefined } as Config, epoch, listeningLog().log)).toBeUndefined();
});

it('that cannot be reached is named once, with its host and without its password, and nothing waits for it', async () => {
  const { redis, lines } = await open('redis://mira:hunter2@127.0.0.1:1/0');
  await until(() => lines.length > 0);
  await expect(redis.commands.get('anything')).rejects.toThrow();
  redis.onApplicationShutdown();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"redis":"127.0.0.1:1"');
  expect(lines[0]).toContain('ECONNREFUSED');
  expect(lines[0]).not.toMatch(/hunter2|mira/);
});

const contract = process.env['PARLEY_CONTRACT_REDIS'] ?? '';
const withRedis = contract ? describe : describe.skip;

withRedis('a Redis that somebody runs', () => {
  let proxy: Proxy;
  beforeAll(async () => (proxy = await openProxy(contract)));
  afterAll(() => proxy.close());

  it('comes back by itself after it was cut off, and after it hung', async () => {
    const { redis, lines } = await open(proxy.url);
    await until(() => answers(redis));
    proxy.cut();
    await until(async () => !(await answers(redis)));
    proxy.mend();
    await until(() => answers(redis));
    proxy.pause();
    expect(await answers(redis)).toBe(false);
    proxy.mend();
    await until(() => answers(redis));
    await until(() => lines.length === 4);
    redis.onApplicationShutdown();
  });

  it('that comes up after the server did is picked up', async () => {
    proxy.cut();
    const { redis, lines } = await open(proxy.url);
    await until(() => lines.length === 1);
    proxy.mend();
    await until(() => answers(redis));
    redis.onApplicationShutdown();
  });

  it('that refuses the password is named so', async () => {
    const url = new URL(proxy.url);
    Object.assign(url, { username: 'mira', password: 'hunter2' });
    const { redis, lines } = await open(url.href);
    await until(() => lines.length > 0);
    redis.onApplicationShutdown();
    expect(lines[0]).toContain('WRONGPASS');
    expect(lines[0]).not.toMatch(/hunter2|mira/);
  });
});
