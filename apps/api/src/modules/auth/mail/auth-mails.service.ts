import { Injectable } from '@nestjs/common';
import { Config } from '../../../config';
import { MailQueue, letters } from '../../notification';
import { ServerSettings } from '../../server';
import { codeMinutes } from '../codes/mailed-codes';

type Letter = ReturnType<(typeof letters)[keyof typeof letters]>;

const codeMs = codeMinutes * 60_000;

/** What signing in has to write to people. Nothing here waits, fails, or takes longer when there is somebody to write to. */
@Injectable()
export class AuthMails {
  constructor(
    private readonly queue: MailQueue,
    private readonly settings: ServerSettings,
    private readonly config: Config,
  ) {}

  signInCode(to: string, code: string): void {
    this.post(to, (server) => letters.signInCode({ server, code, minutes: codeMinutes }), codeMs);
  }

  stepUpCode(to: string, code: string): void {
    this.post(to, (server) => letters.stepUpCode({ server, code, minutes: codeMinutes }), codeMs);
  }

  firstCode(to: string): void {
    this.post(to, (server) => letters.firstCode({ server, url: `${this.config.publicUrl}/forgot-password` }));
  }

  verifyEmail(to: string, token: string): void {
    this.post(to, (server) => letters.verifyEmail({ server, url: this.link('verify-email', token) }));
  }

  resetPassword(to: string, token: string): void {
    this.post(to, (server) => letters.resetPassword({ server, url: this.link('reset-password', token) }));
  }

  passwordChanged(to: string): void {
    this.post(to, (server) => letters.passwordChanged({ server }));
  }

  confirmNewEmail(to: string, token: string): void {
    this.post(to, (server) => letters.confirmNewEmail({ server, url: this.link('verify-email', token) }));
  }

  emailChangeAsked(to: string): void {
    this.post(to, (server) => letters.emailChangeAsked({ server }));
  }

  emailChanged(was: string, to: string): void {
    this.post(was, (server) => letters.emailChanged({ server, to }));
  }

  emailHasAccount(to: string): void {
    this.post(to, (server) => letters.emailHasAccount({ server }));
  }

  secondFactorOn(to: string): void {
    this.post(to, (server) => letters.secondFactorOn({ server }));
  }

  secondFactorOff(to: string): void {
    this.post(to, (server) => letters.secondFactorOff({ server }));
  }

  /** Behind the `#`, where no server, proxy or log on the way sees it. */
  private link(page: string, token: string): string {
    return `${this.config.publicUrl}/${page}#token=${token}`;
  }

  private post(to: string, write: (server: string) => Letter, usefulForMs?: number): void {
    setImmediate(() => void this.named().then((server) => this.queue.send(to, write(server), usefulForMs)));
  }

  /** A mail without the server's own name is better than none. */
  private named(): Promise<string> {
    return this.settings.read().then(
      ({ name }) => name,
      () => 'Parley',
    );
  }
}
