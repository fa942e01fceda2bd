import { Injectable } from '@nestjs/common';
import type { Receipt, SelfChange } from '@parley/contracts';
import { Committed, type Filling, type Gap, type Moved, type News } from '../../../realtime';
import { MembershipsRepository, presentMember } from '../../memberships';
import { Bodies, MessagesRepository } from '../../messages';
import { MovedRepository } from './moved.repository';
import { changeNews, conversationNews, messageNews } from './news';

/** Of one gap; clients ask for what a longer one holds. Long ones share what there is room for. */
const rowsMost = { always: 200, ever: 1_000, ofLongOnes: 5_000 };

/** Says of one gap after the other whether it is read. */
function room(): (length: number) => boolean {
  let left = rowsMost.ofLongOnes;
  return (length) => {
    if (length <= rowsMost.always) return true;
    if (length > rowsMost.ever || length > left) return false;
    left -= length;
    return true;
  };
}

/** What was committed, as it is told live. */
@Injectable()
export class CommittedChanges extends Committed {
  constructor(
    private readonly moved: MovedRepository,
    private readonly messages: MessagesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly bodies: Bodies,
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
    const fits = room();
    const read = conversations
      .map(({ id, rev }) => ({ conversationId: id, after: afterOf.get(id) ?? rev, upTo: rev }))
      .filter(({ after, upTo }) => fits(upTo - after));
    const isRead = new Set(read.map(({ conversationId }) => conversationId));
    const [messages, members] = await Promise.all([
      this.messages.changedBetween(read, rowsMost.ever),
      this.memberships.changedSince(read, { rows: rowsMost.ever, rowsOfAll: rowsMost.ever * gaps.length }),
    ]);
    return conversations.map((conversation) => {
      const { id, rev } = conversation;
      const after = afterOf.get(id) ?? rev;
      if (!isRead.has(id)) return { id, upTo: rev, events: [conversationNews(conversation, { rev, change: null })] };
      const isHere = (row: { conversationId: string }) => row.conversationId === id;
      const changes = changeNews(conversation, after, members.filter(isHere).map(presentMember));
      const events = [...messages.filter(isHere).map(messageNews), ...changes];
      return { id, upTo: rev, events: events.sort((a, b) => a.data.rev - b.data.rev) };
    });
  }

  async own(gaps: Gap[]): Promise<Filling<SelfChange>[]> {
    const rows = await this.moved.own(gaps, rowsMost.always);
    return gaps.map(({ id, after }) => {
      const events = rows.filter(({ userId }) => userId === id).map(({ change }) => change);
      return { id, upTo: events.at(-1)?.selfRev ?? after, events, more: events.length >= rowsMost.always };
    });
  }

  whole(body: string): Promise<string> {
    return this.bodies.whole(body);
  }

  receipts(readers: Moved['readers']): Promise<Receipt[]> {
    return this.moved.receipts(readers);
  }
}
