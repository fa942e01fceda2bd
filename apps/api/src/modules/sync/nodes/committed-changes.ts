import { Injectable } from '@nestjs/common';
import type { Receipt, SelfChange } from '@parley/contracts';
import { Committed, type Filling, type Gap, type Moved, type News } from '../../../realtime';
import { MembershipsRepository, presentMember } from '../../memberships';
import { MessagesRepository } from '../../messages';
import { MovedRepository } from './moved.repository';
import { changeNews, conversationNews, messageNews } from './news';

/** Of one gap; clients ask for what a longer one holds. */
const rowsMost = 200;

/** What was committed, as it is told live. */
@Injectable()
export class CommittedChanges extends Committed {
  constructor(
    private readonly moved: MovedRepository,
    private readonly messages: MessagesRepository,
    private readonly memberships: MembershipsRepository,
  ) {
    super();
  }

  async since(snapshot: string | null): Promise<Moved> {
    if (snapshot !== null) return this.moved.since(snapshot);
    return { snapshot: await this.moved.snapshot(), conversations: [], people: [], readers: [] };
  }

  /** Three statements, however many conversations. Where these stand is read first: what comes later has a higher rev. */
  async news(gaps: Gap[]): Promise<Filling<News>[]> {
    const afterOf = new Map(gaps.map(({ id, after }) => [id, after]));
    const conversations = await this.moved.conversations([...afterOf.keys()]);
    const short = conversations
      .map(({ id, rev }) => ({ conversationId: id, after: afterOf.get(id) ?? rev, upTo: rev }))
      .filter(({ after, upTo }) => upTo - after <= rowsMost);
    const [messages, members] = await Promise.all([
      this.messages.changedBetween(short, rowsMost),
      this.memberships.changedSince(short, { rows: rowsMost, rowsOfAll: rowsMost * gaps.length }),
    ]);
    return conversations.map((conversation) => {
      const { id, rev } = conversation;
      const after = afterOf.get(id) ?? rev;
      if (rev - after > rowsMost)
        return { id, upTo: rev, events: [conversationNews(conversation, { rev, change: null })] };
      const isHere = (row: { conversationId: string }) => row.conversationId === id;
      const changes = changeNews(conversation, after, members.filter(isHere).map(presentMember));
      const events = [...messages.filter(isHere).map(messageNews), ...changes];
      return { id, upTo: rev, events: events.sort((a, b) => a.data.rev - b.data.rev) };
    });
  }

  async own(gaps: Gap[]): Promise<Filling<SelfChange>[]> {
    const rows = await this.moved.own(gaps, rowsMost);
    return gaps.map(({ id, after }) => {
      const events = rows.filter(({ userId }) => userId === id).map(({ change }) => change);
      return { id, upTo: events.at(-1)?.selfRev ?? after, events };
    });
  }

  receipts(readers: Moved['readers']): Promise<Receipt[]> {
    return this.moved.receipts(readers);
  }
}
