import type { LoginRequest, Me, RegisterRequest, SessionTransport, SignedIn } from '@parley/contracts';
import { backoff } from '../backoff';
import type { Clock, Random } from '../clock.port';
import { asParleyError, isOfSession, ParleyError, UnansweredError } from '../parley.errors';
import { Cell } from '../source';
import type { ClientStore, SavedSession } from '../store/store.port';
import type { Session, SessionSnapshot } from '../surface';
import { expectAnswer, type Exchange } from '../transport';
import { AccessToken } from './access-token';

const retries = { first: 1_000, cap: 10_000 };

export interface SessionParts {
  exchange: Exchange;
  store: ClientStore;
  clock: Clock;
  random: Random;
  transport: SessionTransport;
}

/** Who is signed in here, and the token that proves it. */
export class ClientSession implements Session {
  private readonly cell = new Cell<SessionSnapshot>({ state: 'unknown', me: null });
  private readonly token: AccessToken;
  private refreshToken: string | undefined;
  private renewing: Promise<string> | null = null;
  private stopWaiting: (() => void) | null = null;
  /** Grows with every sign-in and sign-out, so that an answer to an older question changes nothing. */
  private era = 0;
  private halted = false;

  constructor(private readonly parts: SessionParts) {
    this.token = new AccessToken(parts.clock, parts.random, () => void this.renew().catch(() => undefined));
  }

  readonly subscribe = (fn: () => void) => this.cell.subscribe(fn);
  readonly snapshot = () => this.cell.snapshot();

  get state() {
    return this.cell.snapshot().state;
  }

  get me(): Me | null {
    return this.cell.snapshot().me;
  }

  register(request: Omit<RegisterRequest, 'session'>): Promise<Me> {
    return this.enter('/api/auth/register', request);
  }

  login(request: Omit<LoginRequest, 'session'>): Promise<Me> {
    return this.enter('/api/auth/login', request);
  }

  async logout(): Promise<void> {
    const body = this.refreshToken ? { refreshToken: this.refreshToken } : {};
    const token = this.token.current ?? undefined;
    try {
      await expectAnswer(this.parts.exchange, {
        method: 'POST',
        path: '/api/auth/logout',
        body,
        ...(token && { token }),
      });
    } catch (cause) {
      const lost = cause instanceof UnansweredError && this.parts.transport === 'cookie';
      // A cookie we cannot take away would sign the next person at this machine in again.
      if (lost) throw cause;
    }
    // What was never sent goes with its author.
    await this.parts.store.clear('outbox');
    await this.leave();
  }

  async resume(): Promise<SessionSnapshot> {
    this.halted = false;
    const [saved] = await this.parts.store.load('session');
    if (this.state !== 'unknown') return this.snapshot();
    if (saved) this.recall(saved);
    else if (this.parts.transport === 'token') await this.leave();
    for (let attempt = 0; this.state === 'unknown' && !this.halted; attempt += 1) {
      try {
        await this.renew();
      } catch (cause) {
        if (this.state !== 'unknown') break;
        if (isFinal(cause)) await this.leave();
        else await this.pause(backoff(attempt, retries, this.parts.random));
      }
    }
    return this.snapshot();
  }

  /** A token good for at least the next seconds. Throws when there is none to be had. */
  async access(): Promise<string> {
    return this.token.current ?? this.renew();
  }

  /** A new token whatever the old one's age; calls at the same time share one request. */
  renew(): Promise<string> {
    this.renewing ??= this.refresh().finally(() => (this.renewing = null));
    return this.renewing;
  }

  /** The server ended this session. */
  async ended(): Promise<void> {
    if (this.state === 'signed-in') await this.leave();
  }

  stop(): void {
    this.halted = true;
    this.token.drop();
    this.stopWaiting?.();
  }

  onToken(fn: (token: string) => void): () => void {
    return this.token.onChange(fn);
  }

  private async enter(path: string, request: object): Promise<Me> {
    const body = { ...request, session: this.parts.transport };
    const answer = await expectAnswer<SignedIn>(this.parts.exchange, { method: 'POST', path, body });
    this.era += 1;
    await this.accept(answer);
    return answer.user;
  }

  private async refresh(): Promise<string> {
    const { era } = this;
    const body = this.refreshToken ? { refreshToken: this.refreshToken } : {};
    try {
      const call = { method: 'POST', path: '/api/auth/refresh', body } as const;
      const answer = await expectAnswer<SignedIn>(this.parts.exchange, call);
      if (era !== this.era) throw new ParleyError('auth.session_revoked', 'Somebody else signed in meanwhile.');
      await this.accept(answer);
      return answer.accessToken;
    } catch (cause) {
      if (era === this.era && isFinal(cause)) await this.leave();
      throw cause;
    }
  }

  private async accept({ user, accessToken, expiresIn, refreshToken }: SignedIn): Promise<void> {
    if (refreshToken) this.refreshToken = refreshToken;
    const saved: SavedSession = { me: user, ...(this.refreshToken && { refreshToken: this.refreshToken }) };
    await this.parts.store.put('session', 'session', saved);
    this.token.set(accessToken, expiresIn);
    this.show(user);
  }

  /** Known from before the reload: what is kept is shown at once, the proof follows when the server answers. */
  private recall(saved: SavedSession): void {
    this.refreshToken = saved.refreshToken;
    this.show(saved.me);
  }

  private async leave(): Promise<void> {
    this.era += 1;
    this.refreshToken = undefined;
    this.token.drop();
    await this.parts.store.clear('session');
    this.cell.set({ state: 'signed-out', me: null });
  }

  private show(me: Me): void {
    const mine = this.me;
    const same = this.state === 'signed-in' && JSON.stringify(mine) === JSON.stringify(me);
    if (!same) this.cell.set({ state: 'signed-in', me });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.parts.clock.after(ms, resolve);
      this.stopWaiting = () => {
        cancel();
        resolve();
      };
    });
  }
}

function isFinal(cause: unknown): boolean {
  const { code, status } = asParleyError(cause);
  return code === 'auth.refresh_invalid' || isOfSession(code) || status === 401;
}
