import type { Conversation, CreateDirectRequest } from '@parley/contracts';
import { deliveryOf } from './outbox/delivery';
import { peersOf } from './receipts/peers';
import { reachOf } from './receipts/pointers';
import type { Conversations, DeliveryState, Requests } from './surface';
import type { SyncEngine } from './sync/engine';

/** The conversation list. */
export class ConversationList implements Conversations {
  constructor(
    private readonly engine: SyncEngine,
    private readonly http: Requests,
  ) {}

  readonly subscribe = (fn: () => void) => this.engine.copies.watchList(fn);
  readonly list = () => this.engine.copies.list();
  readonly get = (id: string) => this.engine.copies.get(id)?.summary();

  readonly lastState = (id: string): DeliveryState | null => {
    const { copies } = this.engine;
    const copy = copies.get(id);
    const { lastMessage, kind, peerId } = copy?.summary() ?? {};
    const isMine = lastMessage?.senderId === copies.me && kind === 'direct' && peerId !== copies.me;
    const peers = copy && isMine ? peersOf(copy) : [];
    return lastMessage && peers.length > 0 ? deliveryOf(lastMessage.seq, reachOf(peers)) : null;
  };

  get loaded(): boolean {
    return this.engine.copies.loaded;
  }

  get hasMore(): boolean {
    return this.engine.copies.nextPage !== null;
  }

  loadMore(): Promise<void> {
    return this.engine.listing.more();
  }

  async openDirect(userId: string): Promise<Conversation> {
    const { copies, arrivals } = this.engine;
    const { era } = copies;
    const request: CreateDirectRequest = { kind: 'direct', userId };
    const conversation = await this.http.request<Conversation>('POST', '/api/chat', request);
    if (era === copies.era) arrivals.look(copies.put(conversation, 'front'));
    return copies.get(conversation.id)?.summary() ?? conversation;
  }
}
