import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mail';

export interface Sender {
  name: string;
  address: string;
}

interface Composed {
  envelope: { from: string; to: string[] };
  raw: Buffer;
}

/** A header is one line, whatever somebody called their server. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** The same bytes for every adapter and every retry. */
export async function compose(mail: Mail, from: Sender): Promise<Composed> {
  const raw = await new MailComposer({
    messageId: `<${mail.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    date: mail.at,
    from: { name: oneLine(from.name), address: from.address },
    // As an object: a string would be read as a list of addresses.
    to: { name: '', address: mail.to },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { envelope: { from: from.address, to: [mail.to] }, raw };
}
