import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Look, type SelfChange, serverEvents } from '@parley/contracts';
import { Audience, type News } from '../audience';
import { Relay } from '../fanout/relay';
import type { Tiding } from '../fanout/tiding';
import { Committed, type Moved } from '../sweep/committed.port';
import { WholeTexts } from '../whole-texts';
import { Sequencer } from './sequencer';

const relabelled = ({ event, data }: News, rev: number): News => ({ event, data: { ...data, rev } }) as News;

/** Tells the sockets of this node what was committed, here and elsewhere: each rev once, as far as they may see it. */
@Injectable()
export class Teller implements OnModuleDestroy {
  readonly conversations: Sequencer<News>;
  readonly people: Sequencer<SelfChange>;

  constructor(
    private readonly audience: Audience,
    private readonly relay: Relay,
    texts: WholeTexts,
    committed: Committed,
  ) {
    this.conversations = new Sequencer<News>({
      revOf: ({ data }) => data.rev,
      relabel: relabelled,
      holdsOwn: true,
      isHeard: (id) => audience.hears(id),
      tell: (id, news, except) => {
        audience.tell(id, news, except);
        if ('body' in news) void texts.bring(news, except);
        else if (news.event === serverEvents.messageUpdated && news.data.deletedAt) texts.withhold(news.data.id);
      },
      read: (gaps) => committed.news(gaps),
    });
    this.people = new Sequencer<SelfChange>({
      revOf: ({ selfRev }) => selfRev,
      relabel: (change, selfRev) => ({ ...change, selfRev }),
      // Who is removed hears nothing any more from that moment on, whatever of theirs is missing before it.
      holdsOwn: false,
      isHeard: (id) => audience.isHere(id),
      tell: (id, change) => this.tellOwn(id, change),
      read: (gaps) => committed.own(gaps),
    });
    audience.onEmptied((room) => {
      if ('conversationId' in room) this.conversations.forget(room.conversationId);
      else this.people.forget(room.userId);
    });
    relay.onTiding((tiding) => this.hear(tiding));
  }

  onModuleDestroy(): void {
    this.conversations.stop();
    this.people.stop();
  }

  /**
   * What the sweep found. People first: who was removed shall not hear what came after, and where that could not be read,
   * nothing is told of what did.
   */
  async stand({ people, conversations }: Moved): Promise<void> {
    await this.people.stand(people);
    await this.conversations.stand(conversations);
  }

  private hear(tiding: Tiding): void {
    switch (tiding.kind) {
      case 'news':
        return this.conversations.theirs(tiding.id, tiding.news);
      case 'own':
        return this.people.theirs(tiding.id, tiding.change);
      case 'receipt':
        return this.audience.tellReceipt(tiding.receipt);
      case 'session':
        return this.audience.endSession(tiding.id, tiding.reason);
      case 'look':
        return this.hearLook(tiding);
      case 'presence':
        // Another's to hear, see Elsewhere.
        return;
    }
  }

  /** Who came or went elsewhere may be looking here all the while. */
  private hearLook({ event, look }: Extract<Tiding, { kind: 'look' }>): void {
    const isTyping = event === serverEvents.userTyping || event === serverEvents.userStoppedTyping;
    if (isTyping || !this.audience.looks(look)) return this.audience.tellLook(event, look);
    const isWrong = event === serverEvents.userLeft;
    if (isWrong) this.relay.send({ kind: 'look', event: serverEvents.userJoined, look });
  }

  /** A membership won or lost takes effect on the person's sockets before they are told of it. */
  private tellOwn(userId: string, change: SelfChange): void {
    if (change.type === 'membership') {
      const { conversationId, role, visibleAfter, rev } = change.data;
      if (!role) this.leave({ userId, conversationId });
      else {
        // If nobody here heard it until now: what was done since they came is theirs, however late this node learns of it.
        if (rev !== undefined) this.conversations.begin(conversationId, rev - 1);
        this.audience.join(userId, conversationId, visibleAfter);
      }
    }
    this.audience.tellOwn(userId, change);
  }

  private leave(look: Look): void {
    const event = serverEvents.userLeft;
    const looked = this.audience.looks(look);
    this.audience.leave(look.userId, look.conversationId);
    if (!looked) return;
    this.audience.tellLook(event, look);
    this.relay.send({ kind: 'look', event, look });
  }
}
