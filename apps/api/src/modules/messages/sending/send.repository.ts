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
  /** Of a large text, whose beginning `text` is. */
  bodyHash: string | null;
  /** Of what is passed on. */
  forwardedSender: string | null;
  forwardedAt: Date | null;
  /** Its text leads to a page whose card is wanted. */
  linked: boolean;
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
}

const columns =
  'outcome, message_id AS "messageId", seq, rev, created_at AS "createdAt", mentions, everyone::text AS everyone, quote';

const batchText = `
  SELECT ${columns}
  FROM send_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::uuid[],
                     $8::text[], $9::mention_scope[], $10::jsonb[], ${limits.everyoneMembers}, ${limits.quoteChars})`;

const plainText = `SELECT ${columns} FROM send_plain_message($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::int)`;

/** A text and nothing else. */
const isPlain = (draft: Draft): boolean =>
  draft.replyTo === null && draft.names.length === 0 && draft.everyone === null && more(draft) === null;

/** Each in quotes, for one may be called null; usernames hold nothing that would have to be escaped. */
const literal = (names: string[]): string | null =>
  names.length > 0 ? `{${names.map((name) => `"${name}"`).join(',')}}` : null;

const more = ({ bodyHash, forwardedSender, forwardedAt, linked }: Draft): string | null =>
  bodyHash === null && forwardedSender === null && !linked
    ? null
    : JSON.stringify({ body: bodyHash, forwardedSender, forwardedAt, ...(linked && { linked }) });

/** Null for what no draft of a batch has: the function passes over it at no cost. */
const orNull = <T>(values: (T | null)[]): (T | null)[] | null =>
  values.some((value) => value !== null) ? values : null;

@Injectable()
export class SendRepository {
  constructor(private readonly database: Database) {}

  /** One statement, one transaction, one round trip, however many drafts. */
  async commit(drafts: Draft[]): Promise<Verdict[]> {
    const [first] = drafts;
    return drafts.length === 1 && first && isPlain(first) ? this.alone(first) : this.together(drafts);
  }

  /** The same at two thirds of the price: see the migration send_plain_message. */
  private async alone({ id, conversationId, senderId, clientId, text, textLength }: Draft): Promise<Verdict[]> {
    const { rows } = await this.database.pool.query<Verdict>({
      name: 'send_messages_plain',
      text: plainText,
      values: [id, conversationId, senderId, clientId, text, textLength],
    });
    return rows;
  }

  /** See the migrations send_messages. */
  private async together(drafts: Draft[]): Promise<Verdict[]> {
    const column = <K extends keyof Draft>(name: K) => drafts.map((draft) => draft[name]);
    const { rows } = await this.database.pool.query<Verdict>({
      name: 'send_messages',
      text: batchText,
      values: [
        column('id'),
        column('conversationId'),
        column('senderId'),
        column('clientId'),
        column('text'),
        column('textLength'),
        orNull(column('replyTo')),
        orNull(drafts.map(({ names }) => literal(names))),
        orNull(column('everyone')),
        orNull(drafts.map(more)),
      ],
    });
    return rows;
  }

  /** Of these conversations those whose rows nobody else holds at this moment. */
  async free(ids: string[]): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>({
      name: 'send_free',
      text: 'SELECT id FROM conversations WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED',
      values: [ids],
    });
    return rows.map(({ id }) => id);
  }
}
