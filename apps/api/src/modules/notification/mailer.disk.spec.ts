import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptMails } from '../../../test/mail-server';
import { mail, mailerContract, sender } from './mailer.contract';
import { DiskMailer } from './mailer.disk';

async function open() {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-mail-'));
  const folder = join(dataDir, 'outbox');
  return {
    dataDir,
    folder,
    mailer: new DiskMailer(folder, sender),
    received: () => keptMails(dataDir),
    breakDown: async () => {
      await rm(folder, { recursive: true });
      await writeFile(folder, 'no folder');
    },
    close: () => rm(dataDir, { recursive: true }),
  };
}

describe('Mailer without an SMTP server', () => {
  mailerContract(open);

  it('keeps each mail in a file of its own, for its owner alone, sorted by time', async () => {
    const { mailer, folder, close } = await open();
    const [second, first] = [mail({ at: new Date('2026-11-21T12:00:01.500Z') }), mail({ at: new Date('2026-11-21') })];
    await mailer.deliver(second);
    await mailer.deliver(first);
    const names = (await readdir(folder)).toSorted();
    expect(names).toEqual([
      `20261121T000000000Z-${first.id.replaceAll('-', '')}.eml`,
      `20261121T120001500Z-${second.id.replaceAll('-', '')}.eml`,
    ]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
    await close();
  });

  it('keeps the latest five hundred, and no file that is not its own is touched', async () => {
    const { mailer, folder, close } = await open();
    await mkdir(folder);
    const old = Array.from({ length: 505 }, (_, n) => `20261120T000000000Z-${n.toString(16).padStart(32, '0')}.eml`);
    await Promise.all([...old, 'notes.txt'].map((name) => writeFile(join(folder, name), '')));
    await mailer.deliver(mail());
    const left = (await readdir(folder)).toSorted();
    expect(left).toHaveLength(501);
    expect(left.at(0)).toBe(old[6]);
    expect(left.at(-1)).toBe('notes.txt');
    await close();
  });
});
