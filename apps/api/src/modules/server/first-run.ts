import { Injectable } from '@nestjs/common';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { Settings } from '../../platform/database';
import { DomainError } from '../../platform/errors';
import { UsersRepository } from '../users';

// Without the letters and digits that are mistaken for one another.
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const make = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Until the first account exists, whoever comes first owns the server: so from afar it takes a code only the starter saw. */
@Injectable()
export class FirstRun {
  private over = false;

  constructor(
    private readonly users: UsersRepository,
    private readonly settings: Settings,
  ) {}

  async isNow(): Promise<boolean> {
    if (!this.over) this.over = !(await this.users.isEmpty());
    return !this.over;
  }

  setupCode(): Promise<string> {
    return this.settings.getOrCreate('auth.setup_code', make);
  }

  async check(given: string | undefined, local: boolean): Promise<void> {
    if (local || !(await this.isNow())) return;
    const wanted = Buffer.from(await this.setupCode());
    const shown = Buffer.from((given ?? '').trim().toUpperCase());
    if (shown.length === wanted.length && timingSafeEqual(shown, wanted)) return;
    throw new DomainError(
      'auth.setup_code_required',
      'The first account needs the setup code printed when the server started.',
    );
  }
}
