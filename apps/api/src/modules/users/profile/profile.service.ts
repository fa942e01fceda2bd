import { Injectable } from '@nestjs/common';
import { type ChangeProfileRequest, type Profile, normaliseUsername } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { type Prisma, type Transaction, isUniqueViolation } from '../../../platform/database';
import { DomainError, notFound } from '../../../platform/errors';
import type { Person } from '../user';
import { usernameTaken } from '../user.errors';
import { UsersRepository } from '../users.repository';
import { UsersService } from '../users.service';
import { canonicalLanguage } from './accepted';
import { ProfileRepository } from './profile.repository';

const yearMs = 366 * 86_400_000;

/** What people say of themselves. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly profiles: ProfileRepository,
    private readonly repository: UsersRepository,
    private readonly users: UsersService,
  ) {}

  async seenBy(actor: Actor, id: string): Promise<Profile> {
    const found = await this.profiles.seenBy(actor.userId, id);
    if (!found) throw notFound();
    return found;
  }

  async change({ userId }: Actor, request: ChangeProfileRequest): Promise<Person> {
    const data = columnsOf(request);
    if (Object.keys(data).length === 0) return this.users.find(userId);
    try {
      return await this.users.change(userId, (transaction) => this.store(transaction, userId, data));
    } catch (error) {
      if (isUniqueViolation(error)) throw usernameTaken();
      throw error;
    }
  }

  private async store(transaction: Transaction, id: string, data: Columns): Promise<void> {
    const former = data.username ? await this.profiles.usernameOf(transaction, id) : null;
    await this.profiles.change(transaction, id, data);
    if (!data.username || !former || former === data.username) return;
    await this.profiles.hold(transaction, id, former);
    // Asked after the change: whoever gives the name up in this moment has then committed that it is held for them.
    if (await this.repository.isHeld(transaction, data.username, id)) throw usernameTaken();
  }
}

type Columns = Prisma.UserUpdateInput & { username?: string };

function columnsOf({ name, username, bio, status, timeZone, language, privacy }: ChangeProfileRequest): Columns {
  const given = {
    name,
    bio,
    username: username === undefined ? undefined : normaliseUsername(username),
    timeZone: timeZone === '' ? null : timeZone,
    language: language === undefined ? undefined : canonicalLanguage(language),
    showsLastSeen: privacy?.lastSeen,
    sendsReadReceipts: privacy?.readReceipts,
    ...statusColumns(status),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function statusColumns(status: ChangeProfileRequest['status']): Prisma.UserUpdateInput {
  if (status === undefined) return {};
  if (status === 'clear') return { statusEmoji: null, statusText: null, statusExpiresAt: null };
  const { emoji = null, text, expiresAt } = status;
  return { statusEmoji: emoji, statusText: text, statusExpiresAt: expiresAt ? futureOf(expiresAt) : null };
}

function futureOf(expiresAt: string): Date {
  const time = new Date(expiresAt);
  const aheadMs = time.getTime() - Date.now();
  // Written so that no number, which an odd date becomes, is refused too.
  if (aheadMs > 0 && aheadMs < yearMs) return time;
  throw new DomainError('validation.failed', 'Some of this is not as it should be.', {
    fields: { 'status.expiresAt': 'is not in the year to come' },
  });
}
