import { Injectable } from '@nestjs/common';
import { type Pointers, type Receipt, type ReceiptRequest, type SelfChange, serverEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import type { Transaction } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import { Publisher } from '../../realtime';
import { Memberships } from '../memberships';
import { SelfChanges } from '../users';
import { type Move, type Moved, type Pointer, ReceiptsRepository } from './receipts.repository';

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
    const move = { userId, conversationId, pointer, seq: request.seq };
    const { moved, own } = await this.receipts.transaction((transaction) => this.store(transaction, move));
    const { deliveredSeq, readSeq, deliveredMoved, readMoved, small } = moved;
    const pointers = { conversationId, deliveredSeq, readSeq };
    if (small && (deliveredMoved || readMoved)) {
      this.publisher.toConversation(conversationId, serverEvents.receiptUpdated, { ...pointers, userId });
    }
    if (own) this.publisher.toUser(userId, serverEvents.selfUpdated, own);
    return pointers;
  }

  private async store(transaction: Transaction, move: Move): Promise<{ moved: Moved; own: SelfChange | undefined }> {
    const { userId, conversationId } = move;
    const moved = await this.receipts.move(transaction, move);
    if (!moved) throw notFound();
    if (!moved.readMoved) return { moved, own: undefined };
    const read = { type: 'read', data: { conversationId, readSeq: moved.readSeq } } as const;
    const told = await this.selfChanges.record(transaction, conversationId, new Map([[userId, read]]));
    return { moved, own: told.get(userId) };
  }

  async list(actor: Actor, conversationId: string, cursor: string | undefined, limit: number): Promise<Slice<Receipt>> {
    await this.memberships.of(actor).in(conversationId);
    const [after = null] = readCursor(cursor, ['id']) ?? [];
    const rows = await this.receipts.page(conversationId, after, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, (last) => [last.userId]);
    return { items: items.map((row) => ({ ...row, conversationId })), nextCursor };
  }
}
