import { Injectable } from '@nestjs/common';
import { type Pointers, type Receipt, type ReceiptRequest, serverEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { notFound } from '../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import { Publisher } from '../../realtime';
import { Memberships } from '../memberships';
import { SelfChanges } from '../users';
import { type Pointer, ReceiptsRepository } from './receipts.repository';

@Injectable()
export class ReceiptsService {
  constructor(
    private readonly receipts: ReceiptsRepository,
    private readonly memberships: Memberships,
    private readonly selfChanges: SelfChanges,
    private readonly publisher: Publisher,
  ) {}

  async move({ userId }: Actor, pointer: Pointer, request: ReceiptRequest): Promise<Pointers> {
    const conversationId = request.conversationId.toLowerCase();
    const { moved, own } = await this.receipts.transaction(async (transaction) => {
      const moved = await this.receipts.move(transaction, { userId, conversationId, pointer, seq: request.seq });
      if (!moved) throw notFound();
      const { readSeq } = moved;
      const read = { type: 'read', data: { conversationId, readSeq } } as const;
      const own =
        moved.readMoved && (await this.selfChanges.record(transaction, conversationId, new Map([[userId, read]])));
      return { moved, own: own && own.get(userId) };
    });
    const { deliveredSeq, readSeq, small } = moved;
    const pointers = { conversationId, deliveredSeq, readSeq };
    if (small && (moved.deliveredMoved || moved.readMoved)) {
      this.publisher.toConversation(conversationId, serverEvents.receiptUpdated, { ...pointers, userId });
    }
    if (own) this.publisher.toUser(userId, serverEvents.selfUpdated, own);
    return pointers;
  }

  async list(actor: Actor, conversationId: string, cursor: string | undefined, limit: number): Promise<Slice<Receipt>> {
    await this.memberships.of(actor).in(conversationId);
    const [after = null] = readCursor(cursor, ['id']) ?? [];
    const rows = await this.receipts.page(conversationId, after, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, (last) => [last.userId]);
    return { items: items.map((row) => ({ ...row, conversationId })), nextCursor };
  }
}
