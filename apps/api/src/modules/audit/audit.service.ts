import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '@parley/contracts';
import type { Transaction } from '../../platform/database';
import { Log } from '../../platform/logging';
import { type Slice, pageOf, readCursor } from '../../platform/paging';
import type { Happened } from './audit-entry';
import { type AuditQuery, AuditRepository } from './audit.repository';

/** Remembers what matters to security, for those who look after the server. */
@Injectable()
export class Audit {
  constructor(
    private readonly entries: AuditRepository,
    private readonly log: Log,
  ) {}

  /**
   * In the transaction of what happened, where there is one: then both are remembered or neither. Otherwise a record that
   * cannot be written goes to the log, and what happened stands.
   */
  async record(happened: Happened, transaction?: Transaction): Promise<void> {
    if (transaction) return this.entries.add(happened, transaction);
    await this.entries.add(happened).catch((error: unknown) => {
      this.log.pino.error({ err: error, type: happened.type }, 'a security event could not be recorded');
    });
  }

  async page(query: AuditQuery, cursor: string | undefined, limit: number): Promise<Slice<AuditEntry>> {
    const [before = null] = readCursor(cursor, ['id']) ?? [];
    return pageOf(await this.entries.page(query, before, limit + 1), limit, (last) => [last.id]);
  }
}
