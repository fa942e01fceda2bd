import type { HttpError } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Config } from '../src/config';
import { MailQueue } from '../src/modules/notification';
import { Cache } from '../src/platform/cache';
import { Database } from '../src/platform/database';
import { Post, codeIn, keptMails } from './mail-server';
import { request } from './person';
import { type TestServer, startServer } from './server';

export const codeOf = ({ body }: { body: unknown }) => (body as HttpError).code;

/** Another code than this one. */
export const wrongFor = (code: string, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, '0');

/** A server whose mails stay on disk, with what tests of codes and links ask it all the time. */
export class MailHouse {
  server: TestServer;
  post: Post;
  database: Database;
  cache: Cache;

  /** Rates are out of the way unless a test is about them. */
  readonly start = async (settings: Record<string, string> = {}): Promise<void> => {
    this.server = await startServer({ SMTP_URL: '', RATE_LIMIT_FACTOR: '1000', ...settings });
    this.post = new Post(() => keptMails(this.server.app.get(Config).dataDir));
    this.database = this.server.app.get(Database);
    this.cache = this.server.app.get(Cache);
  };

  readonly close = () => this.server.close();

  readonly send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(this.server.url, 'POST', path, { body, headers });

  readonly otp = (email: string) => this.send('/api/auth/otp', { email });

  readonly verify = (email: string, code: string, more: object = {}) =>
    this.send('/api/auth/otp/verify', { email, code, session: 'token', ...more });

  readonly nthCode = async (email: string, n = 1) => codeIn(await this.post.about('sign-in code', email, n));

  /** The mails sent from now on: kind and address. */
  watchMails() {
    const sent = jest.spyOn(this.server.app.get(MailQueue, { strict: false }), 'send');
    const settled = async (): Promise<string[]> => {
      // Mails go out behind the answer; a last one says that those before it are in the queue.
      const sentinel = `sentinel.${randomUUID()}@example.org`;
      await this.otp(sentinel);
      await this.nthCode(sentinel);
      return sent.mock.calls.map(([to, { kind }]) => `${kind} to ${to}`).filter((one) => !one.includes('sentinel'));
    };
    return { sent, settled };
  }
}
