import type { RecoveryCodes, SignInChallenge, SignedIn, TotpSetup } from '@parley/contracts';
import { TOTP } from 'otpauth';
import { Database } from '../src/platform/database';
import { type Person, request } from './person';
import type { TestServer } from './server';

/** The application on a person's telephone, and the paper with the recovery codes. */
export class Authenticator {
  private constructor(
    private readonly server: TestServer,
    private readonly person: Person,
    readonly secret: string,
    readonly recoveryCodes: string[],
    /** The code that set it up, and is spent by that. */
    readonly spentCode: string,
  ) {}

  /** Sets it up and confirms it. */
  static async enrol(server: TestServer, person: Person): Promise<Authenticator> {
    const { secret } = (await person.ask('POST', '/api/users/me/totp')).body as TotpSetup;
    const code = new TOTP({ secret }).generate();
    const { status, body } = await person.ask('POST', '/api/users/me/totp/confirm', { code });
    if (status !== 200) throw new Error(`confirm answered ${status}: ${JSON.stringify(body)}`);
    return new Authenticator(server, person, secret, (body as RecoveryCodes).codes, code);
  }

  /** As shown so many half minutes from now. */
  code(steps = 0): string {
    return new TOTP({ secret: this.secret }).generate({ timestamp: Date.now() + steps * 30_000 });
  }

  /** Six digits that no half minute near now shows. */
  wrongCode(): string {
    const right = new Set([-2, -1, 0, 1, 2].map((steps) => this.code(steps)));
    for (let number = 0; ; number += 1) {
      const code = String(number).padStart(6, '0');
      if (!right.has(code)) return code;
    }
  }

  /** As if a few minutes had passed since the last code was taken. */
  async forgetSpent(): Promise<void> {
    await this.server.app.get(Database).prisma.totpFactor.update({
      where: { userId: this.person.id },
      data: { lastStep: 0 },
    });
  }

  /** The password is right; the second factor is due. */
  async challenge(): Promise<SignInChallenge> {
    const { user, password } = this.person;
    const { body } = await request(this.server.url, 'POST', '/api/auth/login', {
      body: { login: user.username, password, session: 'token' },
    });
    return body as SignInChallenge;
  }

  async answer(challenge: string, code: string, method = 'totp') {
    const body = { challenge, method, code, session: 'token' };
    const answer = await request(this.server.url, 'POST', '/api/auth/second-factor', { body });
    return { status: answer.status, body: answer.body as SignedIn & { code?: string }, headers: answer.headers };
  }
}
