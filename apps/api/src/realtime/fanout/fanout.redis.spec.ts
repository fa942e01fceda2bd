import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Proxy, openProxy } from '../../../test/proxy';
import type { Config } from '../../config';
import type { Epoch } from '../../platform/database';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import { Redis } from '../../platform/redis';
import { fanoutContract } from './fanout.contract';
import { RedisFanout } from './fanout.redis';

const url = process.env['PARLEY_CONTRACT_REDIS'] ?? '';
const withRedis = url ? describe : describe.skip;
const log = new Log({ warn: () => undefined } as never);
const opened: Redis[] = [];

async function open(redisUrl: string, installation: string) {
  const metrics = new Metrics();
  const epoch = { get: async () => installation } as Epoch;
  const redis = await Redis.open({ redisUrl } as Config, epoch, log);
  if (!redis) throw new Error('There is a URL.');
  opened.push(redis);
  const dropped = async () =>
    (await metrics.fanout.get()).values.find(({ labels }) => labels['outcome'] === 'dropped')?.value ?? 0;
  return { fanout: new RedisFanout(redis, metrics), redis, dropped };
}

afterEach(() => {
  for (const redis of opened.splice(0)) redis.onApplicationShutdown();
});

withRedis('Fanout on a Redis that somebody runs', () => {
  const installation = randomUUID();
  fanoutContract(async () => (await open(url, installation)).fanout);

  it('keeps installations that share a Redis apart', async () => {
    const [one, twin, stranger] = await Promise.all([
      open(url, 'contract-one'),
      open(url, 'contract-one'),
      open(url, 'contract-another'),
    ]);
    const heard: string[] = [];
    twin.fanout.listen(() => heard.push('twin'));
    stranger.fanout.listen(() => heard.push('stranger'));
    while (!heard.includes('twin')) {
      one.fanout.publish('for the twin');
      await sleep(5);
    }
    await sleep(50);
    expect(heard).not.toContain('stranger');
  });
});

withRedis('a Redis that fails', () => {
  let proxy: Proxy;
  beforeEach(async () => (proxy = await openProxy(url)));
  afterEach(() => proxy.close());

  async function two() {
    const installation = randomUUID();
    const [one, other] = await Promise.all([open(url, installation), open(proxy.url, installation)]);
    const heard: string[] = [];
    other.fanout.listen((frame) => heard.push(frame));
    return { one, other, heard };
  }

  async function hears({ one, heard }: Awaited<ReturnType<typeof two>>, frame: string): Promise<void> {
    while (!heard.includes(frame)) {
      one.fanout.publish(frame);
      await sleep(10);
    }
  }

  it('is listened to again after it was cut off, and after it hung', async () => {
    const nodes = await two();
    await hears(nodes, 'before');
    proxy.cut();
    await sleep(20);
    proxy.mend();
    await hears(nodes, 'after the cut');
  });

  it('holds nobody up while it hangs, and no more than a bounded memory', async () => {
    const nodes = await two();
    await hears(nodes, 'before');
    while (!nodes.other.fanout.hasOthers) await sleep(5);
    proxy.pause();
    const frame = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 12; n += 1) nodes.other.fanout.publish(frame);
    expect(await nodes.other.dropped()).toBeGreaterThanOrEqual(4);
    while (nodes.other.fanout.hasOthers) await sleep(20);
    proxy.mend();
    while (!nodes.other.fanout.hasOthers) await sleep(20);
    await hears(nodes, 'after it hung');
  });
});
