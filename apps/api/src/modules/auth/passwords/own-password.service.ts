import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor';
import type { Transaction } from '../../../platform/database';
import type { Device } from '../../../platform/network';
import { Audit } from '../../audit';
import { AuthMails } from '../mail/auth-mails.service';
import { CredentialsRepository } from './credentials.repository';
import { PasswordChange } from './password-change.service';
import { Passwords } from './passwords';

/** The password of somebody who is signed in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
    private readonly setting: PasswordChange,
    private readonly mails: AuthMails,
    private readonly audit: Audit,
  ) {}

  async isRight(userId: string, password: string): Promise<boolean> {
    return this.passwords.matches(password, await this.credentials.hashOf(userId));
  }

  /** Their other sessions end. */
  async change({ userId, sessionId }: Actor, password: string, device: Device): Promise<void> {
    const happened = { type: 'password_changed', actorId: userId, device } as const;
    const record = (transaction: Transaction) => this.audit.record(happened, transaction);
    const { email } = await this.setting.set(userId, password, record, sessionId);
    this.mails.passwordChanged(email);
  }
}
