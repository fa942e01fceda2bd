export { letters } from './letters/letters';
export { MailQueue } from './mail-queue';
export { NotificationModule } from './notification.module';
