import { Injectable } from '@nestjs/common';
import type { RoomSummary } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { ServerRights } from '../../users';
import { RoomsRepository } from './rooms.repository';

/** What anybody with an account may look around in. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly rights: ServerRights,
  ) {}

  async browse(
    actor: Actor,
    { search = '', cursor, limit }: { search?: string; cursor?: string; limit: number },
  ): Promise<Slice<RoomSummary>> {
    await this.rights.require(actor, 'room.browse');
    const place = readCursor(cursor, ['string', 'id']);
    const after = place && { name: place[0], id: place[1] };
    const rows = await this.rooms.page(actor.userId, search.trim(), after, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ name, id }) => [name, id]);
    return { items: items.map((row) => ({ ...row, kind: 'room', visibility: 'public' })), nextCursor };
  }
}
