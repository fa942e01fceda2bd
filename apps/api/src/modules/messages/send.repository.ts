import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database';

export interface Draft {
  id: string;
  conversationId: string;
  senderId: string;
  clientId: string;
  text: string;
  textLength: number;
  replyTo: string | null;
}

export type Outcome = 'new' | 'known' | 'not_found' | 'client_id_used' | 'forbidden' | 'reply_not_found';

/** What became of one draft. Known ones name the message that the same client id made before. */
export interface Verdict {
  outcome: Outcome;
  messageId: string;
  seq: number;
  rev: number;
  createdAt: Date;
}

const text = `
  SELECT outcome, message_id AS "messageId", seq, rev, created_at AS "createdAt"
  FROM send_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::uuid[]) ORDER BY ord`;

@Injectable()
export class SendRepository {
  constructor(private readonly database: Database) {}

  /** One statement, one transaction, one round trip, however many drafts: see the migration send_messages. */
  async commit(drafts: Draft[]): Promise<Verdict[]> {
    const column = <K extends keyof Draft>(name: K) => drafts.map((draft) => draft[name]);
    const { rows } = await this.database.pool.query<Verdict>({
      name: 'send_messages',
      text,
      values: [
        column('id'),
        column('conversationId'),
        column('senderId'),
        column('clientId'),
        column('text'),
        column('textLength'),
        column('replyTo'),
      ],
    });
    return rows;
  }
}
