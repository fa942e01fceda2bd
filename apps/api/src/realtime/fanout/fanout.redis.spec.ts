import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Proxy, openProxy } from '../../../test/proxy';
import type { Config } from '../../config';
import type { Epoch, Settings } from '../../platform/database';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import { Redis } from '../../platform/redis';
import { fanoutContract } from './fanout.contract';
import { RedisFanout } from './fanout.redis';
import { Relay } from './relay';
import type { Tiding } from './tiding';

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

withRedis('a Redis that others write to', () => {
  it('brings nothing of theirs to anybody, whatever it is, and what is ours still', async () => {
    const installation = randomUUID();
    const metrics = new Metrics();
    const settings = { getOrCreate: async () => 'known to whoever reads the database' } as unknown as Settings;
    const node = async () => {
      const { fanout, redis } = await open(url, installation);
      const relay = new Relay(fanout, settings, metrics);
      await relay.onModuleInit();
      while (!fanout.hasOthers) await sleep(5);
      return { relay, redis };
    };
    const [one, other] = [await node(), await node()];
    const heard: Tiding[] = [];
    other.relay.onTiding((tiding) => heard.push(tiding));
    const count = async (wanted: string) =>
      (await metrics.fanout.get()).values.find(({ labels }) => labels['outcome'] === wanted)?.value ?? 0;
    const ours: Tiding = { kind: 'session', id: randomUUID(), reason: 'revoked' };
    while (heard.length === 0) {
      one.relay.send(ours);
      await sleep(10);
    }
    const frames: (string | Buffer)[] = [
      ...['', '.', 'null', '\0', '{"node":"x","tidings":[', `${'A'.repeat(43)}.{"tidings":[]}`],
      ...[Buffer.from([0xff, 0xfe, 0x00, 0x80]), 'x'.repeat(10 * 2 ** 20), '[{"__proto__":{"kind":"session"}}]'],
    ];
    for (const frame of frames) await one.redis.commands.publish(`${one.redis.prefix}fanout`, frame);
    // Both nodes hear them.
    while ((await count('refused')) < 2 * frames.length) await sleep(10);
    const before = heard.length;
    one.relay.send(ours);
    while (heard.length === before) await sleep(10);
    expect(new Set(heard.map((tiding) => JSON.stringify(tiding)))).toEqual(new Set([JSON.stringify(ours)]));
    expect(await count('refused')).toBe(2 * frames.length);
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
