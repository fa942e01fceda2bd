import { type Transporter, createTransport } from 'nodemailer';
import type { Mail } from './mail';
import { MailRefused, Mailer } from './mailer.port';
import { type Sender, compose } from './mime';

const patienceMs = 10_000;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Through somebody's SMTP server. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;
  /** Without the name and the password. */
  private readonly server: string;

  constructor(
    url: string,
    private readonly from: Sender,
  ) {
    super();
    const place = new URL(url);
    this.server = place.host;
    this.transport = createTransport(optionsFrom(place));
  }

  async deliver(mail: Mail): Promise<void> {
    const { envelope, raw } = await compose(mail, this.from);
    try {
      await this.transport.sendMail({ envelope, raw });
    } catch (error) {
      throw isFinal(error) ? new MailRefused('refused for good', { cause: error }) : error;
    }
  }

  async check(): Promise<void> {
    try {
      await this.transport.verify();
    } catch (error) {
      throw Object.assign(error as Error, { server: this.server });
    }
  }
}

/**
 * A certificate is always checked. A password goes out over TLS only, also where somebody on the way says that there is
 * none; to this machine itself, where a mail server often has a certificate of its own making, TLS is not used.
 */
function optionsFrom({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:';
  const here = loopback.test(hostname);
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    auth,
    ignoreTLS: here,
    requireTLS: auth !== undefined && !here,
    tls: { minVersion: 'TLSv1.2' as const },
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    dnsTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The server said 5xx of this address or this mail; of a wrong password it says so too, but that can be mended. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
