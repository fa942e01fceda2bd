import { MailServer } from '../../../test/mail-server';
import { mail, mailerContract, sender } from './mailer.contract';
import { MailRefused } from './mailer.port';
import { SmtpMailer } from './mailer.smtp';

async function open() {
  const server = await MailServer.start();
  return {
    mailer: new SmtpMailer(server.url, sender),
    received: async () => server.mails,
    breakDown: () => server.close(),
    close: () => server.close(),
  };
}

describe('Mailer through SMTP', () => {
  mailerContract(open);

  it('signs in with the name and password of the URL', async () => {
    const seen: unknown[] = [];
    const server = await MailServer.start({
      authOptional: false,
      authMethods: ['PLAIN'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        seen.push([username, password]);
        done(null, { user: username });
      },
    });
    const mailer = new SmtpMailer(`smtp://mira%40example.org:p%3Ass%2Fword@127.0.0.1:${server.port}`, sender);
    await mailer.deliver(mail());
    expect(seen).toEqual([['mira@example.org', 'p:ss/word']]);
    await server.close();
  });

  it('names the server that does not answer, and not the password', async () => {
    const error: unknown = await new SmtpMailer('smtp://mira:hunter2@127.0.0.1:9', sender)
      .check()
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'ESOCKET', server: '127.0.0.1:9' });
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  it.each([
    [550, true],
    [451, false],
  ])('tells %i apart: trying again is of no use is %s', async (responseCode, final) => {
    const server = await MailServer.start({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not here'), { responseCode })),
    });
    const error: unknown = await new SmtpMailer(server.url, sender).deliver(mail()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof MailRefused).toBe(final);
    await server.close();
  });

  it('somebody between us and the mail server: a certificate nobody vouches for is refused', async () => {
    const warned = jest.spyOn(console, 'error').mockImplementation();
    const server = await MailServer.start({ secure: true });
    expect(warned).toHaveBeenCalledWith(expect.stringContaining('built-in default TLS certificate'));
    warned.mockRestore();
    const mailer = new SmtpMailer(`smtps://localhost:${server.port}`, sender);
    await expect(mailer.deliver(mail())).rejects.toThrow(/certificate/i);
    expect(server.mails).toEqual([]);
    await server.close();
  });
});
