import { Injectable } from '@nestjs/common';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { Config } from '../../../config';
import { notFound } from '../../../platform/errors';
import { mailFile } from '../mailer.disk';

/** How many of the latest the list shows. */
const shown = 100;

export interface KeptMail {
  file: string;
  to: string;
  subject: string;
  at: string;
  text: string;
  html: string;
}

/** The mails that stayed on this machine because there is no SMTP server. */
@Injectable()
export class Outbox {
  constructor(private readonly config: Config) {}

  /** Newest first. */
  async latest(): Promise<KeptMail[]> {
    const names = await readdir(this.folder).catch(() => []);
    const files = names.filter((name) => mailFile.test(name)).toSorted();
    const mails = await Promise.all(files.slice(-shown).map((file) => this.find(file).catch(() => null)));
    return mails.filter((mail) => mail !== null).toReversed();
  }

  async find(file: string): Promise<KeptMail> {
    if (!mailFile.test(file)) throw notFound();
    const raw = await readFile(join(this.folder, file)).catch(() => {
      throw notFound();
    });
    const { to = [], subject = '', date = '', text = '', html = '' } = await PostalMime.parse(raw);
    return { file, to: to.map(({ address = '' }) => address).join(', '), subject, at: date, text, html };
  }

  private get folder(): string {
    return join(this.config.dataDir, 'outbox');
  }
}
