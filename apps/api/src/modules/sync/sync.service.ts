import { Injectable } from '@nestjs/common';
import { type Heads, type HeadsRequest, type SelfAnswer, type SelfRequest, limits } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Epoch } from '../../platform/database';
import { ConversationsRepository } from '../chat';
import { UnreadRepository, noCounts } from '../messages';
import { SelfChanges } from '../users';
import { readHeadsCursor, writeHeadsCursor } from './heads-cursor';

/** What a device asks when it comes back: where everything stands, and what changed of its person's own. */
@Injectable()
export class SyncService {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly unread: UnreadRepository,
    private readonly selfChanges: SelfChanges,
    private readonly epoch: Epoch,
  ) {}

  async heads({ userId }: Actor, { after, limit = limits.pageMax }: HeadsRequest): Promise<Heads> {
    const { since, horizon: earlier, afterId } = readHeadsCursor(after);
    const horizon = earlier || (await this.conversations.horizon());
    const rows = await this.conversations.heads(userId, since || null, afterId || null, limit + 1);
    const shown = rows.slice(0, limit);
    const unread = await this.unread.of(
      userId,
      shown.map(({ conversationId }) => conversationId),
    );
    const items = shown.map((row) => ({ ...row, ...(unread.get(row.conversationId) ?? noCounts) }));
    const last = shown.at(-1);
    const more = rows.length > limit;
    const place =
      more && last ? { since, horizon, afterId: last.conversationId } : { since: horizon, horizon: '', afterId: '' };
    return { items, cursor: writeHeadsCursor(place), more, epoch: await this.epoch.get() };
  }

  async self({ userId }: Actor, { after = 0, limit = limits.changesPage }: SelfRequest): Promise<SelfAnswer> {
    const { changes, selfRev } = await this.selfChanges.since(userId, after, limit + 1);
    const shown = changes.slice(0, limit);
    const more = changes.length > limit;
    const upTo = (more && shown.at(-1)?.selfRev) || selfRev;
    return { changes: shown, selfRev: upTo, more, epoch: await this.epoch.get() };
  }
}
