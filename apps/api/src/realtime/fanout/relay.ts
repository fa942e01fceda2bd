import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { Settings } from '../../platform/database';
import { Metrics } from '../../platform/metrics';
import { Fanout } from './fanout.port';
import { Seal } from './seal';
import { type Tiding, readTiding } from './tiding';

/** Characters of one frame, about. */
const frameMost = 256 * 1024;

type Listener = (tiding: Tiding) => void;

/** Tells the other nodes, and hears them. What one turn of the event loop brings goes out as one frame. */
@Injectable()
export class Relay implements OnModuleInit {
  private readonly node = randomUUID();
  private readonly listeners: Listener[] = [];
  private seal: Seal | undefined;
  private waiting: string[] = [];
  private length = 0;

  constructor(
    private readonly fanout: Fanout,
    private readonly settings: Settings,
    private readonly metrics: Metrics,
  ) {}

  async onModuleInit(): Promise<void> {
    this.seal = new Seal(await this.settings.getOrCreate('fanout.key', () => randomBytes(32).toString('base64url')));
    this.fanout.listen((frame) => this.hear(frame));
  }

  onTiding(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Never waits, never throws. */
  send(tiding: Tiding): void {
    if (!this.fanout.hasOthers) return;
    const text = JSON.stringify(tiding);
    if (this.waiting.length === 0) setImmediate(() => this.flush());
    this.waiting.push(text);
    this.length += text.length;
    if (this.length > frameMost) this.flush();
  }

  private flush(): void {
    const tidings = this.waiting;
    this.waiting = [];
    this.length = 0;
    if (tidings.length === 0 || !this.seal) return;
    this.fanout.publish(this.seal.close(`{"node":"${this.node}","tidings":[${tidings.join(',')}]}`));
  }

  private hear(frame: string): void {
    const { node, tidings } = this.read(frame);
    if (node === this.node) return;
    for (const one of tidings) {
      const tiding = readTiding(one);
      this.metrics.fanout.inc({ outcome: tiding ? 'heard' : 'refused' });
      if (tiding) for (const listener of this.listeners) listener(tiding);
    }
  }

  private read(frame: string): { node: unknown; tidings: unknown[] } {
    const text = this.seal?.open(frame) ?? null;
    try {
      const { node, tidings } = JSON.parse(text ?? '') as { node: unknown; tidings: unknown };
      if (Array.isArray(tidings)) return { node, tidings };
    } catch {
      // Counted below, with what is no frame at all.
    }
    this.metrics.fanout.inc({ outcome: 'refused' });
    return { node: null, tidings: [] };
  }
}
