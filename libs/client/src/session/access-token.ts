import type { Clock, Random } from '../clock.port';

/** An access token is renewed when this part of its life is left, at most a minute before its end. */
const renewAt = 0.2;
const renewAtMostMs = 60_000;

/** The access token, in memory only: a script that reads the storage must not find it. */
export class AccessToken {
  private token: string | null = null;
  private endsAt = 0;
  private cancel: (() => void) | null = null;
  private readonly listeners = new Set<(token: string) => void>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly due: () => void,
  ) {}

  /** `null` when there is none or it is about to end. */
  get current(): string | null {
    return this.clock.now() < this.endsAt ? this.token : null;
  }

  set(token: string, expiresInSeconds: number): void {
    this.drop();
    const life = expiresInSeconds * 1000;
    const margin = Math.min(renewAtMostMs, life * renewAt);
    this.token = token;
    this.endsAt = this.clock.now() + life - margin / 4;
    // Spread over half the margin, so that the tabs of one browser seldom renew in the same instant.
    this.cancel = this.clock.after(life - margin + (margin / 2) * this.random(), this.due);
    for (const fn of this.listeners) fn(token);
  }

  drop(): void {
    this.cancel?.();
    this.cancel = null;
    this.token = null;
  }

  onChange(fn: (token: string) => void): () => void {
    this.listeners.add(fn);
    return () => this.listeners.delete(fn);
  }
}
