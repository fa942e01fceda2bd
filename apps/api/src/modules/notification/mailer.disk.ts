import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail } from './mail';
import { Mailer } from './mailer.port';
import { type Sender, compose } from './mime';

const most = 500;

/** Sorted by name is sorted by time, within a millisecond too: ids of one process grow. */
export const mailFile = /^\d{8}T\d{9}Z-[0-9a-f]{32}\.eml$/;

const nameOf = ({ id, at }: Mail): string => `${at.toISOString().replace(/[-:.]/g, '')}-${id.replaceAll('-', '')}.eml`;

/** Where there is no SMTP server: one file a mail, for their owner alone, because codes and links stand in them. */
export class DiskMailer extends Mailer {
  constructor(
    private readonly folder: string,
    private readonly from: Sender,
  ) {
    super();
  }

  async deliver(mail: Mail): Promise<void> {
    const { raw } = await compose(mail, this.from);
    await this.check();
    const file = join(this.folder, nameOf(mail));
    await writeFile(`${file}.part`, raw, { mode: 0o600 });
    await rename(`${file}.part`, file);
    await this.forgetOldest();
  }

  async check(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  private async forgetOldest(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => mailFile.test(name)).toSorted();
    // Two at once may want to remove the same.
    for (const name of names.slice(0, -most)) await rm(join(this.folder, name), { force: true });
  }
}
