import type { Ack } from './errors';
import type {
  Message,
  MessageText,
  PinRequest,
  ReactRequest,
  SocketDeleteRequest,
  SocketEditRequest,
  SocketSendRequest,
} from './messages';
import type { PersonPresence, PresenceAnswer, PresenceRequest, WatchAnswer, WatchRequest } from './presence';
import type { Pointers, Receipt, ReceiptRequest } from './receipts';
import type {
  ChangesAnswer,
  ChangesRequest,
  ConversationUpdated,
  Heads,
  HeadsRequest,
  ManyChangesAnswer,
  ManyChangesRequest,
  SelfAnswer,
  SelfChange,
  SelfRequest,
} from './sync';

/** Names of the events a client may ask with. A colon crosses the wire. */
export const clientEvents = {
  messageSend: 'message:send',
  messageEdit: 'message:edit',
  messageDelete: 'message:delete',
  messageReact: 'message:react',
  messagePin: 'message:pin',
  typingStart: 'typing:start',
  typingStop: 'typing:stop',
  messageDelivered: 'message:delivered',
  messageRead: 'message:read',
  conversationJoin: 'conversation:join',
  conversationLeave: 'conversation:leave',
  presenceWatch: 'presence:watch',
  presenceSet: 'presence:set',
  syncHeads: 'sync:heads',
  syncChanges: 'sync:changes',
  syncSelf: 'sync:self',
  sessionRenew: 'session:renew',
} as const;

/** Names of the events a server tells. */
export const serverEvents = {
  messageReceived: 'message:received',
  messageUpdated: 'message:updated',
  messageText: 'message:text',
  conversationUpdated: 'conversation:updated',
  selfUpdated: 'self:updated',
  receiptUpdated: 'receipt:updated',
  userJoined: 'user:joined',
  userLeft: 'user:left',
  userTyping: 'user:typing',
  userStoppedTyping: 'user:stopped-typing',
  userOnline: 'user:online',
  userOffline: 'user:offline',
  sessionRevoked: 'session:revoked',
  serverDraining: 'server:draining',
} as const;

type Asks<Request, Answer> = (request: Request, ack: (answer: Ack<Answer>) => void) => void;

/** Every client event with what it takes and what its acknowledgement carries. */
export interface ClientEvents {
  [clientEvents.messageSend]: Asks<SocketSendRequest, Message>;
  [clientEvents.messageEdit]: Asks<SocketEditRequest, Message>;
  [clientEvents.messageDelete]: Asks<SocketDeleteRequest, Message>;
  [clientEvents.messageReact]: Asks<ReactRequest, Message>;
  [clientEvents.messagePin]: Asks<PinRequest, Message>;
  [clientEvents.messageDelivered]: Asks<ReceiptRequest, Pointers>;
  [clientEvents.messageRead]: Asks<ReceiptRequest, Pointers>;
  /** I am looking at it now, and not any more. What a socket hears of it does not depend on this. */
  [clientEvents.conversationJoin]: Asks<LookRequest, LookAnswer>;
  [clientEvents.conversationLeave]: Asks<LookRequest, LookAnswer>;
  /** Volatile, and only to those who look: over by itself five seconds after the last start. */
  [clientEvents.typingStart]: Asks<LookRequest, Look>;
  [clientEvents.typingStop]: Asks<LookRequest, Look>;
  /** Answers how they are now; `user:online` and `user:offline` tell what changes, a moment later and never twice. */
  [clientEvents.presenceWatch]: Asks<WatchRequest, WatchAnswer>;
  /** A socket that never says is `online`; one that connects with `auth.presence: 'away'` is not, from the beginning. */
  [clientEvents.presenceSet]: Asks<PresenceRequest, PresenceAnswer>;
  [clientEvents.syncHeads]: Asks<HeadsRequest, Heads>;
  [clientEvents.syncChanges]: Asks<ChangesRequest | ManyChangesRequest, ChangesAnswer | ManyChangesAnswer>;
  [clientEvents.syncSelf]: Asks<SelfRequest, SelfAnswer>;
  [clientEvents.sessionRenew]: Asks<{ token: string }, { expiresIn: number }>;
}

export interface LookRequest {
  conversationId: string;
}

export interface LookAnswer {
  conversationId: string;
  seq: number;
  rev: number;
  /** Whole texts of what is sent from now on come by themselves, as `message:text`. */
  texts?: true;
}

export interface Look {
  conversationId: string;
  userId: string;
}

export interface SessionRevoked {
  reason: 'expired' | 'revoked';
}

export interface ServerEvents {
  [serverEvents.messageReceived]: (message: Message) => void;
  /** The message as it is now: edited, deleted (a tombstone), reacted to or pinned. */
  [serverEvents.messageUpdated]: (message: Message) => void;
  /**
   * After the `message:received` of a large message, to those who look and connected with `auth.texts: true`. It may fail to
   * come, to who is slow to read for one: then it is asked for.
   */
  [serverEvents.messageText]: (text: MessageText) => void;
  [serverEvents.conversationUpdated]: (change: ConversationUpdated) => void;
  [serverEvents.selfUpdated]: (change: SelfChange) => void;
  [serverEvents.receiptUpdated]: (receipt: Receipt) => void;
  /** To those who look at a conversation: somebody else began, or stopped. It has no `rev` and is not kept. */
  [serverEvents.userJoined]: (look: Look) => void;
  [serverEvents.userLeft]: (look: Look) => void;
  [serverEvents.userTyping]: (look: Look) => void;
  [serverEvents.userStoppedTyping]: (look: Look) => void;
  /** Somebody this socket watches is `online` or `away`. */
  [serverEvents.userOnline]: (person: PersonPresence) => void;
  /** They are not here any more, or not for this person to see. */
  [serverEvents.userOffline]: (person: PersonPresence) => void;
  [serverEvents.sessionRevoked]: (notice: SessionRevoked) => void;
  /** The node is about to stop: come back after `retryInMs`, jittered by the client. */
  [serverEvents.serverDraining]: (notice: { retryInMs: number }) => void;
}

export type ClientEventName = keyof ClientEvents;
export type ServerEventName = keyof ServerEvents;
export type RequestOf<E extends ClientEventName> = Parameters<ClientEvents[E]>[0];
export type AnswerOf<E extends ClientEventName> = Parameters<ClientEvents[E]>[1] extends (
  answer: Ack<infer Answer>,
) => void
  ? Answer
  : never;
