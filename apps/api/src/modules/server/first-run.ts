import { Injectable } from '@nestjs/common';
import { randomInt, timingSafeEqual } from 'node:crypto';
import { Settings, type Transaction } from '../../platform/database';
import { DomainError } from '../../platform/errors';
import { UsersRepository } from '../users';

// Without the letters and digits that are mistaken for one another.
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const make = () => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');

const setupCode = 'auth.setup_code';

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
    return this.settings.getOrCreate(setupCode, make);
  }

  /** Asked while there is nobody, and once more by whoever has claimed the server, on the connection of their transaction. */
  async check(given: string | undefined, local: boolean, transaction?: Transaction): Promise<void> {
    if (local) return;
    const wanted = Buffer.from(transaction ? await this.keptCode(transaction) : await this.setupCode());
    const shown = Buffer.from((given ?? '').trim().toUpperCase());
    if (shown.length === wanted.length && timingSafeEqual(shown, wanted)) return;
    throw new DomainError(
      'auth.setup_code_required',
      'The first account needs the setup code printed when the server started.',
    );
  }

  private async keptCode(transaction: Transaction): Promise<string> {
    const code = (await this.settings.all([setupCode], transaction)).get(setupCode);
    if (!code) throw new Error('Nobody was told a setup code.');
    return code;
  }
}
