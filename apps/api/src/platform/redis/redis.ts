import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis as Client } from 'ioredis';
import type { Config } from '../../config';
import { Epoch } from '../database';
import { Log } from '../logging';
import { watch } from './watch';

const connectMs = 3_000;
/** No answer for so long: half open or paused. What waits is refused, and the connection is made anew. */
const silentMs = 3_000;
const retryMs = { first: 50, last: 2_000 };

/** `times` is 1 at the first try. Jittered, so that nodes do not come back in step. */
const retryAfter = (times: number): number =>
  Math.min(retryMs.first * 2 ** Math.min(times - 1, 10), retryMs.last) * (0.75 + Math.random() / 2);

/**
 * The Redis in REDIS_URL, on connections that are made anew for ever. While it is away each command rejects at once:
 * nothing waits for it, and nothing piles up. What is kept under `prefix` belongs to this data alone, so that several
 * installations may share one Redis, and nothing outlives a restore.
 */
@Injectable()
export class Redis implements OnApplicationShutdown {
  private readonly clients: Client[] = [];

  private constructor(
    /** For commands; what listens takes a connection of its own. */
    readonly commands: Client,
    readonly prefix: string,
    private readonly connect: () => Client,
  ) {
    this.clients.push(commands);
  }

  /** Undefined where none is configured: its package is not loaded then. Does not wait until it answers. */
  static async open({ redisUrl }: Config, epoch: Epoch, log: Log): Promise<Redis | undefined> {
    if (!redisUrl) return undefined;
    const { Redis: IoRedis } = await import('ioredis');
    const connect = (): Client => {
      const client = new IoRedis(redisUrl, {
        connectionName: 'parley',
        connectTimeout: connectMs,
        socketTimeout: silentMs,
        retryStrategy: retryAfter,
        enableOfflineQueue: false,
        autoResendUnfulfilledCommands: false,
        maxRetriesPerRequest: 0,
      });
      watch(client, new URL(redisUrl).host, log);
      return client;
    };
    return new Redis(connect(), `parley:${await epoch.get()}:`, connect);
  }

  /** A connection that only listens. */
  subscriber(): Client {
    const client = this.connect();
    this.clients.push(client);
    return client;
  }

  onApplicationShutdown(): void {
    for (const client of this.clients) client.disconnect();
  }
}
