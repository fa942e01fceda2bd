export interface Reaction {
  emoji: string;
  count: number;
  /** At most `limits.reactionUsers` of them. */
  userIds: string[];
}

/** The message that is answered, in short and as it is now. */
export interface Quote {
  messageId: string;
  seq: number;
  senderId: string;
  /** At most `limits.quoteChars` characters; empty once it was deleted. */
  text: string;
  deleted: boolean;
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
  /** True when lists and events carry only the first `limits.previewChars` characters in `text`; by id one gets the whole. */
  large: boolean;
  /** UTF-8 bytes of the whole text. */
  textLength: number;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
  replyTo: string | null;
  /** Null without `replyTo`, and where the reader may not see what is answered. */
  quote: Quote | null;
  reactions: Reaction[];
  /** People named in it, at most `limits.mentions`. */
  mentions: string[];
  /** It speaks to everybody in the conversation, or to those who are here now. */
  everyone: MentionScope | null;
  /** Kept in sight for everybody; null while it is not. */
  pinned: Pinned | null;
  /** Present on what was forwarded: who wrote it, however often it was passed on, and when. */
  forwardedFrom?: ForwardedFrom;
  /** Present once the server has read the page that the first link in `text` leads to. */
  preview?: LinkPreview;
}

/** What a page says of itself: text, cut short, on one line each, and never to be believed. */
export interface LinkPreview {
  /** As it stands in the message. */
  url: string;
  title: string;
  description: string | null;
  siteName: string | null;
}

/** Who pinned a message, when, and the revision that did: of two pins the greater is the later. */
export interface Pinned {
  by: string;
  at: string;
  rev: number;
}

export interface ForwardedFrom {
  senderId: string;
  createdAt: string;
}

export type MentionScope = 'all' | 'here';

export interface SendRequest {
  clientId: string;
  /** Empty, or left out, when `forward` says what is sent. */
  text?: string;
  replyTo?: string;
  forward?: ForwardRequest;
}

/** A message the sender can read, of any conversation. Whoever reads the new one needs to see nothing of that. */
export interface ForwardRequest {
  messageId: string;
}

export interface SocketSendRequest extends SendRequest {
  conversationId: string;
}

export interface EditRequest {
  text: string;
}

export interface SocketEditRequest extends EditRequest {
  messageId: string;
}

/** For everyone it leaves a tombstone; for me it is gone from my devices alone. */
export type DeleteFor = 'everyone' | 'me';

export interface SocketDeleteRequest {
  messageId: string;
  for: DeleteFor;
}

export interface ReactRequest {
  messageId: string;
  emoji: string;
  on: boolean;
}

export interface PinRequest {
  messageId: string;
  on: boolean;
}

/** A message that somebody keeps for later, as it is now. */
export interface SavedMessage {
  message: Message;
  savedAt: string;
  /** The `selfRev` that saved it: of two states of one message the greater is the newer. */
  selfRev: number;
}

/** What a place in the history is asked by; one of them. */
export interface LocateRequest {
  /** A moment: the first message from then on, or the newest where there is none. */
  date?: string;
  /** A permalink: `not_found` where it is not theirs to see. */
  messageId?: string;
  /** The first one they have not read. */
  unread?: 'first';
}

/** Null: there is none. */
export interface Located {
  seq: number | null;
}

/** A text that a message had before it was edited. */
export interface EarlierText {
  /** The revision of the edit that replaced it. */
  rev: number;
  text: string;
  /** As with messages: the whole is fetched by `rev`. */
  large: boolean;
  textLength: number;
  replacedAt: string;
}

/** The whole text of a message. */
export interface MessageBody {
  messageId: string;
  text: string;
  /** The edit it belongs to; a message with another `editedAt` says something else. */
  editedAt: string | null;
}

/** The whole of a large text that was just sent, brought to who looks at its conversation and wishes that. */
export interface MessageText extends MessageBody {
  conversationId: string;
}

/** Messages that are not there, or not the asker's to see, are in neither list. */
export interface MessageBodies {
  items: MessageBody[];
  /** They found no room in this answer: ask again for these. */
  left: string[];
}

/** A stretch of history: newest first, or oldest first when asked with `after`. */
export interface HistoryPage {
  items: Message[];
  hasBefore: boolean;
  hasAfter: boolean;
}
