import { Injectable } from '@nestjs/common';
import { type MentionScope, type Quote, limits } from '@parley/contracts';
import { Database } from '../../../platform/database';

export interface Draft {
  id: string;
  conversationId: string;
  senderId: string;
  clientId: string;
  text: string;
  textLength: number;
  replyTo: string | null;
  /** Whom the text names, in lower case, each once. */
  names: string[];
  everyone: MentionScope | null;
}

export type Outcome = 'new' | 'known' | 'not_found' | 'client_id_used' | 'forbidden' | 'reply_not_found';

/** What became of one draft. Known ones name the message that the same client id made before. */
export interface Verdict {
  outcome: Outcome;
  messageId: string;
  seq: number;
  rev: number;
  createdAt: Date;
  mentions: string[];
  everyone: MentionScope | null;
  quote: Quote | null;
  /** The greatest seq that some member does not see; told with a quote. */
  newestWindow: number;
}

const text = `
  SELECT outcome, message_id AS "messageId", seq, rev, created_at AS "createdAt", mentions, everyone::text AS everyone, quote,
         newest_window AS "newestWindow"
  FROM send_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::uuid[],
                     $8::text[], $9::mention_scope[], ${limits.everyoneMembers}, ${limits.quoteChars}) ORDER BY ord`;

/** Each in quotes, for one may be called null; usernames hold nothing that would have to be escaped. */
const literal = (names: string[]): string | null =>
  names.length > 0 ? `{${names.map((name) => `"${name}"`).join(',')}}` : null;

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
        drafts.map(({ names }) => literal(names)),
        column('everyone'),
      ],
    });
    return rows;
  }
}
