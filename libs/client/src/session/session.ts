import type {
  ChangeProfileRequest,
  ErrorCode,
  LoginRequest,
  Me,
  OtpVerifyRequest,
  RegisterRequest,
  SecondFactorRequest,
  SessionTransport,
  SignedIn,
  SignInChallenge,
} from '@parley/contracts';
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
  private readonly cell = new Cell<SessionSnapshot>({ state: 'unknown', me: null, ended: null });
  private readonly token: AccessToken;
  private refreshToken: string | undefined;
  private renewing: Promise<string> | null = null;
  private stopWaiting: (() => void) | null = null;
  /** Grows with every sign-in and sign-out, so that an answer to an older question changes nothing. */
  private era = 0;
  /** Grows with every change of my account that was heard. */
  private heard = 0;
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

  get ended(): ErrorCode | null {
    return this.cell.snapshot().ended;
  }

  register(request: Omit<RegisterRequest, 'session'>): Promise<Me> {
    return this.enter<SignedIn>('/api/auth/register', request);
  }

  login(request: Omit<LoginRequest, 'session'>): Promise<Me | SignInChallenge> {
    return this.enter('/api/auth/login', request);
  }

  secondFactor(request: Omit<SecondFactorRequest, 'session'>): Promise<Me> {
    return this.enter<SignedIn>('/api/auth/second-factor', request);
  }

  async requestCode(email: string): Promise<void> {
    await expectAnswer(this.parts.exchange, { method: 'POST', path: '/api/auth/otp', body: { email } });
  }

  signInWithCode(request: Omit<OtpVerifyRequest, 'session'>): Promise<Me | SignInChallenge> {
    return this.enter('/api/auth/otp/verify', request);
  }

  async changeProfile(change: ChangeProfileRequest): Promise<Me> {
    const { era, heard } = this;
    const call = { method: 'PATCH', path: '/api/users/me', body: change, token: await this.access() } as const;
    const me = await expectAnswer<Me>(this.parts.exchange, call);
    // What was heard meanwhile may be newer than this answer, and what this change did will be heard too.
    if (era === this.era && heard === this.heard) await this.learn(me);
    return me;
  }

  /** My account as the server tells it now. */
  async hear(me: Me): Promise<void> {
    this.heard += 1;
    await this.learn(me);
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
  async revoked(): Promise<void> {
    if (this.state === 'signed-in') await this.leave('auth.session_revoked');
  }

  stop(): void {
    this.halted = true;
    this.token.drop();
    this.stopWaiting?.();
  }

  onToken(fn: (token: string) => void): () => void {
    return this.token.onChange(fn);
  }

  private async enter<T extends SignedIn | SignInChallenge = SignedIn | SignInChallenge>(
    path: string,
    request: object,
  ): Promise<Me | Exclude<T, SignedIn>> {
    const body = { ...request, session: this.parts.transport };
    const answer = await expectAnswer<T>(this.parts.exchange, { method: 'POST', path, body });
    if (!('accessToken' in answer)) return answer as Exclude<T, SignedIn>;
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
      if (era === this.era && isFinal(cause)) await this.leave(asParleyError(cause).code);
      throw cause;
    }
  }

  private async accept({ user, accessToken, expiresIn, refreshToken }: SignedIn): Promise<void> {
    if (refreshToken) this.refreshToken = refreshToken;
    await this.keep(user);
    this.token.set(accessToken, expiresIn);
    this.show(user);
  }

  private async keep(me: Me): Promise<void> {
    const saved: SavedSession = { me, ...(this.refreshToken && { refreshToken: this.refreshToken }) };
    await this.parts.store.put('session', 'session', saved);
  }

  private async learn(me: Me): Promise<void> {
    if (this.me?.id !== me.id) return;
    this.show(me);
    await this.keep(me);
  }

  /** Known from before the reload: what is kept is shown at once, the proof follows when the server answers. */
  private recall(saved: SavedSession): void {
    this.refreshToken = saved.refreshToken;
    this.show(saved.me);
  }

  private async leave(why: ErrorCode | null = null): Promise<void> {
    const ended = this.state === 'signed-in' ? why : null;
    this.era += 1;
    this.refreshToken = undefined;
    this.token.drop();
    await this.parts.store.clear('session');
    this.cell.set({ state: 'signed-out', me: null, ended });
  }

  private show(me: Me): void {
    const mine = this.me;
    const same = this.state === 'signed-in' && JSON.stringify(mine) === JSON.stringify(me);
    if (!same) this.cell.set({ state: 'signed-in', me, ended: null });
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
  return code === 'auth.refresh_invalid' || code === 'auth.suspended' || isOfSession(code) || status === 401;
}
