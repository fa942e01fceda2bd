import { Module } from '@nestjs/common';
import { join } from 'node:path';
import { Config } from '../../config';
import { MailQueue } from './mail-queue';
import { MailsRepository } from './mails.repository';
import { DiskMailer } from './mailer.disk';
import { Mailer } from './mailer.port';
import { OutboxController } from './outbox/outbox.controller';
import { Outbox } from './outbox/outbox';
import { MailWorker } from './workers/mail.worker';

async function mailerFor({ smtpUrl, dataDir, mailFrom }: Config): Promise<Mailer> {
  if (!smtpUrl) return new DiskMailer(join(dataDir, 'outbox'), mailFrom);
  const { SmtpMailer } = await import('./mailer.smtp');
  return new SmtpMailer(smtpUrl, mailFrom);
}

@Module({
  controllers: [OutboxController, MailWorker],
  providers: [{ provide: Mailer, inject: [Config], useFactory: mailerFor }, MailQueue, MailsRepository, Outbox],
  exports: [MailQueue],
})
export class NotificationModule {}
