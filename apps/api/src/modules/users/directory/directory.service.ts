import { Injectable } from '@nestjs/common';
import type { User } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { searchPatterns } from '../../../platform/database';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { ServerRights } from '../server-rights.service';
import { presentUser } from '../users.presenter';
import { DirectoryRepository } from './directory.repository';

/** Everybody but oneself and those suspended, a page at a time; the best matches first. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly directory: DirectoryRepository,
    private readonly rights: ServerRights,
  ) {}

  async search(actor: Actor, search: string, cursor: string | undefined, limit: number): Promise<Slice<User>> {
    await this.rights.require(actor, 'directory.search');
    const [rank, username] = readCursor(cursor, ['number', 'string']) ?? [0, ''];
    const asked = { asker: actor.userId, after: { rank, username }, limit: limit + 1 };
    const found = await this.directory.page(searchPatterns(search), asked);
    const { items, nextCursor } = pageOf(found, limit, (last) => [last.rank, last.username]);
    return { items: items.map(presentUser), nextCursor };
  }
}
