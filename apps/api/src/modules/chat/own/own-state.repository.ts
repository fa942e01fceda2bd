import { Injectable } from '@nestjs/common';
import type { ConversationSettings } from '@parley/contracts';
import { Database, type Transaction } from '../../../platform/database';

export interface StoredState {
  notify: ConversationSettings['notify'];
  mutedUntil: Date | null;
  pinned: boolean;
  archived: boolean;
  markedUnread: boolean;
  settingsRev: number;
  draft: string;
  draftRev: number;
}

export interface OwnPlace {
  conversationId: string;
  userId: string;
}

const initial: StoredState = {
  notify: 'all',
  mutedUntil: null,
  pinned: false,
  archived: false,
  markedUnread: false,
  settingsRev: 0,
  draft: '',
  draftRev: 0,
};

@Injectable()
export class OwnStateRepository {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Behind the lock of the membership, so that two devices at once do not each change half; null for a stranger. */
  async lock(transaction: Transaction, { conversationId, userId }: OwnPlace): Promise<StoredState | null> {
    const members = await transaction.$queryRaw<unknown[]>`
      SELECT 1 FROM memberships WHERE conversation_id = ${conversationId}::uuid AND user_id = ${userId}::uuid
        AND left_at IS NULL FOR NO KEY UPDATE`;
    if (members.length === 0) return null;
    const found = await transaction.memberSettings.findUnique({
      where: { conversationId_userId: { conversationId, userId } },
    });
    return found ?? initial;
  }

  async store(transaction: Transaction, place: OwnPlace, state: Partial<StoredState>): Promise<StoredState> {
    return transaction.memberSettings.upsert({
      where: { conversationId_userId: place },
      create: { ...place, ...state },
      update: state,
    });
  }

  countPinned(transaction: Transaction, userId: string): Promise<number> {
    return transaction.memberSettings.count({ where: { userId, pinned: true } });
  }
}
