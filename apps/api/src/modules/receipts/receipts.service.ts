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

  async move(actor: Actor, pointer: Pointer, { conversationId, seq }: ReceiptRequest): Promise<Pointers> {
    const { userId } = actor;
    const { moved, self } = await this.receipts.transaction(async (transaction) => {
      const moved = await this.receipts.move(transaction, userId, conversationId, pointer, seq);
      if (!moved) throw notFound();
      const read = { type: 'read', data: { conversationId, readSeq: moved.readSeq } } as const;
      const self = moved.readMoved ? await this.selfChanges.record(transaction, userId, conversationId, read) : null;
      return { moved, self };
    });
    const { deliveredSeq, readSeq } = moved;
    const pointers = { conversationId, deliveredSeq, readSeq };
    if (moved.deliveredMoved || moved.readMoved) {
      this.publisher.toConversation(conversationId, serverEvents.receiptUpdated, { ...pointers, userId });
    }
    if (self) this.publisher.toUser(userId, serverEvents.selfUpdated, self);
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
