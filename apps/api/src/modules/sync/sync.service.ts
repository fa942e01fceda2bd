import { Injectable } from '@nestjs/common';
import { type Head, type Heads, type HeadsRequest, type SelfAnswer, type SelfRequest, limits } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Epoch } from '../../platform/database';
import { DomainError } from '../../platform/errors';
import { Together } from '../../platform/turns';
import { ConversationsRepository, type HeadsAsked, type HeadsFound } from '../chat';
import { UnreadRepository, noCounts } from '../messages';
import { SelfChanges } from '../users';
import { readHeadsCursor, writeHeadsCursor } from './heads-cursor';

type Standing = HeadsFound & { unread: Map<string, Pick<Head, 'unread' | 'mentions'>> };

/** What a device asks when it comes back: where everything stands, and what changed of its person's own. */
@Injectable()
export class SyncService {
  /** Everybody who comes back asks for heads first. */
  private readonly standings = new Together<HeadsAsked, Standing>({
    read: (asked) => this.read(asked),
    most: 16,
    waitingMax: 5_000,
    overloaded: () =>
      new DomainError('unavailable', 'Too many are coming back at once. Try again in a moment.', { retryInMs: 3_000 }),
  });

  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly unread: UnreadRepository,
    private readonly selfChanges: SelfChanges,
    private readonly epoch: Epoch,
  ) {}

  async heads({ userId }: Actor, { after, limit = limits.pageMax }: HeadsRequest): Promise<Heads> {
    const { since, horizon: earlier, afterId } = readHeadsCursor(after);
    const asked = { userId, changedSince: since || null, afterId: afterId || null, limit: limit + 1 };
    const nothing: Standing = { horizon: '0', rows: [], unread: new Map() };
    const found = (await this.standings.get(asked)) ?? nothing;
    const horizon = earlier || found.horizon;
    const shown = found.rows.slice(0, limit);
    const items = shown.map((row) => ({ ...row, ...(found.unread.get(row.conversationId) ?? noCounts) }));
    const last = shown.at(-1);
    const more = found.rows.length > limit;
    const place =
      more && last ? { since, horizon, afterId: last.conversationId } : { since: horizon, horizon: '', afterId: '' };
    return { items, cursor: writeHeadsCursor(place), more, epoch: await this.epoch.get() };
  }

  private async read(asked: HeadsAsked[]): Promise<Map<HeadsAsked, Standing>> {
    const found = await this.conversations.heads(asked);
    const unread = await this.unread.ofMany(
      asked.map(({ userId }, nth) => ({
        userId,
        conversationIds: (found[nth]?.rows ?? []).map(({ conversationId }) => conversationId),
      })),
    );
    return new Map(
      asked.map((one, nth) => [one, { horizon: '0', rows: [], ...found[nth], unread: unread[nth] ?? new Map() }]),
    );
  }

  async self({ userId }: Actor, { after = 0, limit = limits.changesPage }: SelfRequest): Promise<SelfAnswer> {
    const { changes, selfRev } = await this.selfChanges.since(userId, after, limit + 1);
    const shown = changes.slice(0, limit);
    const more = changes.length > limit;
    const upTo = (more && shown.at(-1)?.selfRev) || selfRev;
    return { changes: shown, selfRev: upTo, more, epoch: await this.epoch.get() };
  }
}
