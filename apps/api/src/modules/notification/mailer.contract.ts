import { randomUUID } from 'node:crypto';
import type { ReceivedMail } from '../../../test/mail-server';
import type { Mail } from './mail';
import type { Mailer } from './mailer.port';

export interface Place {
  mailer: Mailer;
  received(): Promise<ReceivedMail[]>;
  /** From then on nothing can be delivered. */
  breakDown(): Promise<void>;
  close(): Promise<void>;
}

export const sender = { name: 'Parley', address: 'parley@chat.example' };

let count = 0;

export const mail = (more: Partial<Mail> = {}): Mail => ({
  id: randomUUID(),
  at: new Date(Date.UTC(2026, 10, 21, 12, 0, (count += 1))),
  kind: 'test',
  to: 'mira@example.org',
  subject: 'A subject',
  text: 'The words\n',
  html: '<p>The words</p>',
  ...more,
});

/** What every mailer has to do, whatever it hands mails to. */
export function mailerContract(open: () => Promise<Place>): void {
  let place: Place;
  beforeAll(async () => (place = await open()));
  afterAll(() => place.close());

  /** Of one mail, where it arrived. */
  async function delivered(sent: Mail): Promise<ReceivedMail> {
    await place.mailer.deliver(sent);
    const found = (await place.received()).filter(({ raw }) => raw.includes(`<${sent.id}@chat.example>`));
    expect(found).toHaveLength(1);
    return found[0] as ReceivedMail;
  }

  it('brings a mail in both its twins, from us to one address', async () => {
    await place.mailer.check();
    const sent = mail({ text: 'Plain: ä€😀', html: '<p>Rich: ä€😀</p>' });
    expect(await delivered(sent)).toMatchObject({
      from: 'parley@chat.example',
      to: ['mira@example.org'],
      subject: 'A subject',
      text: 'Plain: ä€😀\n',
      html: expect.stringContaining('<p>Rich: ä€😀</p>') as unknown,
    });
  });

  it.each(['mira+parley@example.org', 'mira.o@mail.example.org', 'mïra@example.org', 'mira@bücher.example'])(
    'reaches %s',
    async (to) => {
      expect((await delivered(mail({ to }))).to).toEqual([to]);
    },
  );

  it('mail header injection: a subject and an address stay in their lines', async () => {
    const subject = 'Hello\r\nBcc: victim@example.org\r\n\r\nSpam\u2028more';
    const received = await delivered(mail({ subject }));
    expect(received.to).toEqual(['mira@example.org']);
    expect(received.raw).not.toMatch(/^Bcc:/im);
    expect(received.subject).toBe('Hello Bcc: victim@example.org Spam more');
  });

  it('mail header injection: one address is one address', async () => {
    const to = 'mira@example.org, victim@example.org';
    const before = await place.received();
    await place.mailer.deliver(mail({ to })).catch(() => undefined);
    const fresh = (await place.received()).slice(before.length);
    expect(fresh.filter((one) => one.to.includes('victim@example.org'))).toEqual([]);
  });

  it('reads no file and asks no address that a mail names', async () => {
    const html = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png">';
    const received = await delivered(mail({ html }));
    expect(received.raw).not.toContain('root:');
    expect(received.html).toContain('file:///etc/passwd');
  });

  it('says that a program wrote it, so that no program answers', async () => {
    expect((await delivered(mail())).raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  });

  it('gives the second try of a mail the same Message-ID and date', async () => {
    const sent = mail();
    await place.mailer.deliver(sent);
    await place.mailer.deliver(sent);
    const headers = (await place.received())
      .filter(({ raw }) => raw.includes(sent.id))
      .map(({ raw }) => [/^Message-ID: .*$/im.exec(raw)?.[0], /^Date: .*$/im.exec(raw)?.[0]]);
    expect(new Set(headers.map(String)).size).toBe(1);
    expect(headers[0]?.[1]).toContain('21 Nov 2026 12:');
  });

  it('brings twenty at once', async () => {
    const before = (await place.received()).length;
    await Promise.all(Array.from({ length: 20 }, () => place.mailer.deliver(mail())));
    expect((await place.received()).length).toBe(before + 20);
  });

  it('says so when it cannot', async () => {
    await place.breakDown();
    await expect(place.mailer.deliver(mail())).rejects.toThrow();
    await expect(place.mailer.check()).rejects.toThrow();
  });
}
