import { Injectable } from '@nestjs/common';
import type { MySession } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { notFound } from '../../../platform/errors';
import type { Device } from '../../../platform/network';
import { type Slice, pageOf, readCursor } from '../../../platform/paging';
import { Audit } from '../../audit';
import { deviceWords } from './device';
import { SessionsRepository } from './sessions.repository';
import { SessionsService } from './sessions.service';

/** Where a person is signed in, for the person. */
@Injectable()
export class MySessionsService {
  constructor(
    private readonly repository: SessionsRepository,
    private readonly sessions: SessionsService,
    private readonly audit: Audit,
  ) {}

  /** Newest sign-in first. */
  async list({ userId, sessionId }: Actor, cursor: string | undefined, limit: number): Promise<Slice<MySession>> {
    const [before = null] = readCursor(cursor, ['id']) ?? [];
    const rows = await this.repository.listOf(userId, before, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, (last) => [last.id]);
    const shown = items.map(({ id, userAgent, address, createdAt, lastSeenAt }) => ({
      id,
      current: id === sessionId,
      device: deviceWords(userAgent),
      address,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }));
    return { items: shown, nextCursor };
  }

  async end({ userId }: Actor, sessionId: string, device: Device): Promise<void> {
    if (!(await this.repository.isOpen(userId, sessionId))) throw notFound();
    if (await this.sessions.end(sessionId))
      await this.audit.record({ type: 'session_revoked', actorId: userId, device });
  }

  /** All but the one that asks. */
  async endOthers({ userId, sessionId }: Actor, device: Device): Promise<void> {
    await this.sessions.endAllOf(userId, { except: sessionId });
    await this.audit.record({ type: 'session_revoked', actorId: userId, device, data: { all: true } });
  }
}
