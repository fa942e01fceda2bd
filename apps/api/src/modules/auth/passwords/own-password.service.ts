import { Injectable } from '@nestjs/common';
import { CredentialsRepository } from './credentials.repository';
import { Passwords } from './passwords';

/** The password of somebody who is signed in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly passwords: Passwords,
  ) {}

  async isRight(userId: string, password: string): Promise<boolean> {
    return this.passwords.matches(password, await this.credentials.hashOf(userId));
  }
}
