import type {
  ChangeConversationRequest,
  ChangeSettingsRequest,
  Conversation,
  CreateConversationRequest,
  CreateGroupRequest,
  DeletedConversation,
  Page,
  RoomSummary,
} from '@parley/contracts';
import { v4 as uuid } from 'uuid';
import { pathOf } from './members';
import { deliveryOf } from './outbox/delivery';
import type { OwnStates } from './own-state';
import { peersOf } from './receipts/peers';
import { reachOf } from './receipts/pointers';
import type { Conversations, DeliveryState, Requests } from './surface';
import type { SyncEngine } from './sync/engine';

/** The conversation list. */
export class ConversationList implements Conversations {
  constructor(
    private readonly engine: SyncEngine,
    private readonly http: Requests,
    private readonly states: OwnStates,
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

  openDirect(userId: string): Promise<Conversation> {
    const request: CreateConversationRequest = { kind: 'direct', userId };
    return this.learn('POST', '/api/chat', request);
  }

  create(request: CreateGroupRequest): Promise<Conversation> {
    return this.learn('POST', '/api/chat', { clientId: uuid(), ...request });
  }

  change(id: string, fields: ChangeConversationRequest): Promise<Conversation> {
    return this.learn('PATCH', `/api/chat/${id}`, fields);
  }

  join(id: string): Promise<Conversation> {
    return this.learn('POST', `/api/chat/${id}/join`);
  }

  async leave(id: string): Promise<void> {
    await this.http.request('DELETE', `/api/chat/${id}/members/${this.engine.copies.me}`);
  }

  async delete(id: string): Promise<void> {
    await this.http.request('DELETE', `/api/chat/${id}`);
  }

  restore(id: string): Promise<Conversation> {
    return this.learn('POST', `/api/chat/${id}/restore`);
  }

  deleted(cursor?: string): Promise<Page<DeletedConversation>> {
    return this.http.request('GET', pathOf('/api/chat/deleted', { cursor }));
  }

  rooms(search: string, cursor?: string): Promise<Page<RoomSummary>> {
    return this.http.request('GET', pathOf('/api/rooms', { search, cursor }));
  }

  set(id: string, settings: ChangeSettingsRequest): Promise<void> {
    return this.states.change(id, settings);
  }

  draft(id: string, text: string): void {
    this.states.write(id, text);
  }

  /** The answer is a summary as any other; the events of the change itself come besides. */
  private async learn(method: 'POST' | 'PATCH', path: string, body?: unknown): Promise<Conversation> {
    const { copies, arrivals } = this.engine;
    const counts = copies.asked();
    const conversation = await this.http.request<Conversation>(method, path, body);
    if (counts(conversation.id)) arrivals.look(copies.put(conversation, 'front'));
    return copies.get(conversation.id)?.summary() ?? conversation;
  }
}
