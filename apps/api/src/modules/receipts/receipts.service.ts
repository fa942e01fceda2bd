import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type Pointers, type Receipt, type ReceiptRequest, type SelfChange } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { DomainError, notFound } from '../../platform/errors';
import { GroupCommit } from '../../platform/group-commit';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import { Publisher } from '../../realtime';
import { Memberships } from '../memberships';
import { SelfChanges } from '../users';
import { type Move, type Moved, ReceiptsRepository } from './receipts.repository';

export type Pointer = 'delivered' | 'read';

@Injectable()
export class ReceiptsService implements BeforeApplicationShutdown {
  /** What arrives while a commit is under way goes into the next one, and equal ones become one: a reader who scrolls costs little. */
  private readonly lanes = new GroupCommit<Move, Moved | null>({
    laneOf: ({ conversationId }) => conversationId,
    commit: (batch) => this.commit(batch),
    committed: () => undefined,
    overloaded: () => new DomainError('unavailable', 'The server is busy. Please try again.'),
  });

  constructor(
    private readonly receipts: ReceiptsRepository,
    private readonly memberships: Memberships,
    private readonly selfChanges: SelfChanges,
    private readonly publisher: Publisher,
  ) {}

  async move({ userId }: Actor, pointer: Pointer, request: ReceiptRequest): Promise<Pointers> {
    const conversationId = request.conversationId.toLowerCase();
    const read = pointer === 'read' ? request.seq : 0;
    const moved = await this.lanes.add({ userId, conversationId, delivered: request.seq, read });
    if (!moved) throw notFound();
    return { conversationId, deliveredSeq: moved.deliveredSeq, readSeq: moved.readSeq };
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lanes.drain();
  }

  async list(actor: Actor, conversationId: string, cursor: string | undefined, limit: number): Promise<Slice<Receipt>> {
    await this.memberships.of(actor).in(conversationId);
    const [after = null] = readCursor(cursor, ['id']) ?? [];
    const rows = await this.receipts.page(conversationId, actor.userId, { after, limit: limit + 1 });
    const { items, nextCursor } = pageOf(rows, limit, (last) => [last.userId]);
    return { items: items.map((row) => ({ ...row, conversationId })), nextCursor };
  }

  private async commit(batch: Move[]): Promise<(Moved | null)[]> {
    const { moved, own } = await this.receipts.transaction(async (transaction) => {
      const rows = await this.receipts.move(transaction, furthest(batch));
      const reads = rows.filter(({ readMoved }) => readMoved).map(ownEvent);
      return { moved: rows, own: reads.length > 0 ? await this.selfChanges.record(transaction, reads) : [] };
    });
    // After the commit, and after the readers have been answered.
    setImmediate(() => this.tell(moved, own));
    const byPerson = new Map(moved.map((row) => [placeOf(row), row]));
    return batch.map((move) => byPerson.get(placeOf(move)) ?? null);
  }

  private tell(moved: Moved[], own: [string, SelfChange][]): void {
    for (const { userId, conversationId, deliveredSeq, readSeq, ...row } of moved) {
      if (!row.small || !(row.deliveredMoved || (row.readMoved && row.tellsRead))) continue;
      const receipt = { userId, conversationId, deliveredSeq, readSeq: row.tellsRead ? readSeq : 0 };
      this.publisher.receipt(receipt);
    }
    this.publisher.own(own);
  }
}

const placeOf = ({ userId, conversationId }: { userId: string; conversationId: string }) =>
  `${userId} ${conversationId}`;

const ownEvent = ({ userId, conversationId, readSeq }: Moved) => ({
  userId,
  key: conversationId,
  event: { type: 'read', data: { conversationId, readSeq } } as const,
});

/** One move for each person and conversation: pointers are merged by maximum, so the furthest says it all. */
function furthest(batch: Move[]): Move[] {
  const moves = new Map<string, Move>();
  for (const move of batch) {
    const known = moves.get(placeOf(move));
    const delivered = Math.max(move.delivered, known?.delivered ?? 0);
    moves.set(placeOf(move), { ...move, delivered, read: Math.max(move.read, known?.read ?? 0) });
  }
  return [...moves.values()];
}
