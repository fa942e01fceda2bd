import { asParleyError, isOfSession } from './parley.errors';
import type { ClientSession } from './session/session';
import type { Requests } from './surface';
import { expectAnswer, type Exchange, type Method } from './transport';

/** Requests in the name of whoever is signed in. */
export class Http implements Requests {
  constructor(
    private readonly exchange: Exchange,
    private readonly session: ClientSession,
  ) {}

  async request<T>(method: Method, path: string, body?: unknown): Promise<T> {
    if (this.session.state !== 'signed-in') return expectAnswer<T>(this.exchange, { method, path, body });
    const token = await this.session.access();
    try {
      return await expectAnswer<T>(this.exchange, { method, path, body, token });
    } catch (cause) {
      const error = asParleyError(cause);
      if (error.status !== 401 || !isOfSession(error.code)) throw error;
    }
    // Once: a clock that runs slow, or a secret that was changed. A second refusal is the caller's to see.
    return expectAnswer<T>(this.exchange, { method, path, body, token: await this.session.renew() });
  }
}
