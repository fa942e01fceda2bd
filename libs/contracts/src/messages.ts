export interface Reaction {
  emoji: string;
  count: number;
  /** At most `limits.reactionUsers` of them. */
  userIds: string[];
}

export interface Message {
  id: string;
  conversationId: string;
  /** Dense place in the conversation, from 1. */
  seq: number;
  /** The conversation's revision at which this message last changed. */
  rev: number;
  /** Made by the sender's client; unique per sender for ever. */
  clientId: string;
  senderId: string;
  text: string;
  /** True when `text` is only the beginning and the whole is fetched by id. */
  large: boolean;
  /** UTF-8 bytes of the whole text. */
  textLength: number;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  replyTo: string | null;
  reactions: Reaction[];
  mentions: string[];
}

export interface SendRequest {
  clientId: string;
  text: string;
  replyTo?: string;
}

export interface SocketSendRequest extends SendRequest {
  conversationId: string;
}

/** A stretch of history: newest first, or oldest first when asked with `after`. */
export interface HistoryPage {
  items: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
}
