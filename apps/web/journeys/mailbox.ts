import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const withinMs = 10_000;

/** The mails of a server that has no SMTP: one file each. Every mail is read once. */
export class Mailbox {
  private static readonly read = new Set<string>();

  constructor(private readonly folder: string) {}

  /** The six digits of the next code to this address. */
  async codeTo(address: string): Promise<string> {
    const [code] = /\b\d{6}\b/.exec(await this.next(address, /code/i)) ?? [];
    if (!code) throw new Error(`There is no code in the mail to ${address}.`);
    return code;
  }

  /** The path of the next link to this page, its secret included. */
  async linkTo(address: string, page: string): Promise<string> {
    const text = await this.next(address, new RegExp(`${page}#token=`));
    const [link] = new RegExp(`${page}#token=\\S+`).exec(text) ?? [];
    if (!link) throw new Error(`There is no link to ${page} in the mail to ${address}.`);
    return link;
  }

  private async next(address: string, about: RegExp): Promise<string> {
    for (const until = Date.now() + withinMs; Date.now() < until;) {
      for (const path of this.unread()) {
        const mail = readFileSync(path, 'utf8');
        const text = plainTextOf(mail);
        if (!mail.includes(`To: ${address}`) || !about.test(text)) continue;
        Mailbox.read.add(path);
        return text;
      }
      await new Promise((resume) => setTimeout(resume, 100));
    }
    throw new Error(`No mail about ${about.source} came to ${address}.`);
  }

  private unread(): string[] {
    if (!existsSync(this.folder)) return [];
    const files = readdirSync(this.folder).filter((file) => file.endsWith('.eml'));
    return files
      .sort()
      .map((file) => join(this.folder, file))
      .filter((path) => !Mailbox.read.has(path));
  }
}

/** The plain-text twin, out of quoted-printable. */
function plainTextOf(mail: string): string {
  const [, body = ''] = /Content-Type: text\/plain[^]*?\r?\n\r?\n([^]*?)\r?\n--/.exec(mail) ?? [];
  return body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
