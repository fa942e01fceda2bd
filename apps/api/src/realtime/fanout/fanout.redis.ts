import type { Metrics } from '../../platform/metrics';
import type { Redis } from '../../platform/redis';
import { Fanout } from './fanout.port';

/** Characters on their way to a Redis that takes nothing; beyond them, frames are dropped and the sweep tells. */
const pendingMost = 8 * 1024 * 1024;
const pingMs = 5_000;

/** Redis pub/sub, on the channel of this installation. */
export class RedisFanout extends Fanout {
  private readonly channel: string;
  private pending = 0;

  constructor(
    private readonly redis: Redis,
    private readonly metrics: Metrics,
  ) {
    super();
    this.channel = `${redis.prefix}fanout`;
  }

  get hasOthers(): boolean {
    return this.redis.commands.status === 'ready';
  }

  publish(frame: string): void {
    if (!this.hasOthers || this.pending + frame.length > pendingMost) {
      this.metrics.fanout.inc({ outcome: 'dropped' });
      return;
    }
    this.pending += frame.length;
    this.redis.commands
      .publish(this.channel, frame)
      .then(
        () => this.metrics.fanout.inc({ outcome: 'sent' }),
        () => this.metrics.fanout.inc({ outcome: 'dropped' }),
      )
      .finally(() => (this.pending -= frame.length));
  }

  listen(listener: (frame: string) => void): void {
    const client = this.redis.subscriber();
    client.on('message', (_channel: string, frame: string) => listener(frame));
    client.on('ready', () => void client.subscribe(this.channel).catch(() => client.disconnect(true)));
    // A connection that only listens does not notice that nobody is at the other end; an unanswered question ends it.
    const timer = setInterval(() => client.status === 'ready' && void client.ping().catch(() => undefined), pingMs);
    timer.unref();
    client.on('end', () => clearInterval(timer));
  }
}
