import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { domainToUnicode } from 'node:url';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  from: string;
  /** Of the envelope: who gets it, whatever the headers say. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  raw: string;
}

/** On the way a domain is written in ASCII. */
const inUnicode = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToUnicode(address.slice(at));
};

const parse = async (raw: Buffer, from?: string, to?: string[]): Promise<ReceivedMail> => {
  const mail = await PostalMime.parse(raw);
  const { subject = '', text = '', html = '' } = mail;
  return {
    from: from ?? mail.from?.address ?? '',
    to: (to ?? (mail.to ?? []).map(({ address = '' }) => address)).map(inUnicode),
    ...{ subject, text, html, raw: raw.toString('utf8') },
  };
};

/** A file that is there is whole, and stays as it is: who looks every few milliseconds reads it once. */
const alreadyRead = new Map<string, Promise<ReceivedMail>>();

function mailIn(path: string): Promise<ReceivedMail> {
  const mail = alreadyRead.get(path) ?? readFile(path).then((raw) => parse(raw));
  alreadyRead.set(path, mail);
  return mail;
}

/** What a mailer without an SMTP server has kept, oldest first. */
export async function keptMails(dataDir: string): Promise<ReceivedMail[]> {
  const folder = join(dataDir, 'outbox');
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).toSorted();
  return Promise.all(files.map((file) => mailIn(join(folder, file))));
}

/** A real SMTP server on this machine that keeps what it is sent. */
export class MailServer {
  private constructor(
    readonly mails: ReceivedMail[],
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(options: SMTPServerOptions = {}, port = 0): Promise<MailServer> {
    const mails: ReceivedMail[] = [];
    const server = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      hideSMTPUTF8: false,
      onData: (stream, session, done) => {
        const { mailFrom, rcptTo } = session.envelope;
        void buffer(stream)
          .then((raw) =>
            parse(
              raw,
              mailFrom ? mailFrom.address : '',
              rcptTo.map(({ address }) => address),
            ),
          )
          .then((mail) => mails.push(mail))
          .then(() => done(), done);
      },
      ...options,
    });
    // A client that does not trust our certificate leaves in anger.
    server.on('error', () => undefined);
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    return new MailServer(mails, server, (server.server.address() as AddressInfo).port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** The mails of one server, wherever they go. */
export class Post {
  constructor(private readonly read: () => Promise<ReceivedMail[]>) {}

  async to(address: string): Promise<ReceivedMail[]> {
    return (await this.read()).filter((mail) => mail.to.includes(address));
  }

  /** Waits for a mail to an address, of those about something the n-th: mails overtake each other. */
  async about(subject: string, address: string, n = 1): Promise<ReceivedMail> {
    const end = Date.now() + 10_000;
    for (;;) {
      const mails = (await this.to(address)).filter((mail) => mail.subject.includes(subject));
      const found = mails[n - 1];
      if (found) return found;
      if (Date.now() > end) throw new Error(`${address} has ${mails.length} mails about ${subject}, not ${n}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

export const codeIn = ({ text }: ReceivedMail): string => {
  const [code, ...more] = text.match(/\b\d{6}\b/g) ?? [];
  if (!code || more.length > 0) throw new Error(`There is not one code in: ${text}`);
  return code;
};

/** The token of the link, after making sure that both twins have the same one. */
export function tokenIn({ text, html }: ReceivedMail): string {
  const link = /http:\/\/\S+#token=([\w-]{43})$/m.exec(text);
  if (!link?.[1] || !html.includes(`href="${link[0]}"`)) throw new Error(`There is no link in: ${text}`);
  return link[1];
}
