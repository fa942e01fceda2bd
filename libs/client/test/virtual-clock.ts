import type { Clock } from '../src/clock.port';

interface Timer {
  at: number;
  fn: (() => void) | null;
}

/** Time that passes only when told to. Timers of one instant run in the order they were set. */
export class VirtualClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  private timers: Timer[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, fn: () => void): () => void {
    const timer: Timer = { at: this.time + Math.max(0, ms), fn };
    let place = this.timers.length;
    while (place > 0 && (this.timers[place - 1]?.at ?? 0) > timer.at) place -= 1;
    this.timers.splice(place, 0, timer);
    return () => (timer.fn = null);
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let timer = this.timers[0]; timer && timer.at <= end; timer = this.timers[0]) {
      this.timers.shift();
      if (!timer.fn) continue;
      this.time = timer.at;
      timer.fn();
      await settled();
    }
    this.time = end;
  }
}

/** Every promise that can go on without a timer has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
