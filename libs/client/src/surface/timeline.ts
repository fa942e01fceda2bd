import type { DeleteFor, ErrorBody, Message, Receipt } from '@parley/contracts';
import type { Source } from '../source';

export type DeliveryState = 'pending' | 'sent' | 'delivered' | 'read' | 'failed';

export interface TimelineItem {
  /** While pending or failed a provisional one: `seq` and `rev` 0, `id` the `clientId`. */
  readonly message: Message;
  /** Of other people's messages always `sent`. */
  readonly state: DeliveryState;
  readonly error?: ErrorBody;
}

export type PeerReceipt = Pick<Receipt, 'userId' | 'deliveredSeq' | 'readSeq'>;

export interface TimelineSnapshot {
  readonly state: 'loading' | 'ready' | 'error';
  readonly error: ErrorBody | null;
  /** Oldest first, without gaps; what is on its way out stands last. The key that stays is `message.clientId`. */
  readonly items: readonly TimelineItem[];
  readonly hasBefore: boolean;
  /** An older stretch is shown; what is on its way out, and the newest messages, are not. */
  readonly hasAfter: boolean;
  /** Another number when other messages are shown, rather than more of them. */
  readonly place: number;
  readonly receipts: readonly PeerReceipt[];
  /** What the conversation keeps in sight, the latest pin first. */
  readonly pins: readonly Message[];
}

/** What a place is looked for by: one of them. `date` is a moment as ISO 8601 has it. */
export type Place = { messageId: string } | { date: string } | { unread: 'first' };

export interface Timeline extends Source<TimelineSnapshot> {
  readonly conversationId: string;
  readonly items: () => readonly TimelineItem[];
  readonly state: TimelineSnapshot['state'];
  readonly error: ErrorBody | null;
  readonly hasBefore: boolean;
  readonly receipts: readonly PeerReceipt[];
  readonly pins: readonly Message[];
  /** One page further up; one at a time. Throws when it could not be loaded. */
  loadBefore(): Promise<void>;
  /** One page further down, where `hasAfter`. Throws as `loadBefore` does. */
  loadAfter(): Promise<void>;
  /** Shows the history around this `seq`, unless it is shown already. Throws when it could not be loaded. */
  goTo(seq: number): Promise<void>;
  /** Back to the newest messages. */
  goToLatest(): void;
  /** The seq of a place, for `goTo`; null when there is none. Throws `not_found` for a message that is not there. */
  locate(place: Place): Promise<number | null>;
  /** A message by its id, shown or not; throws `not_found` where there is none for this person. */
  find(messageId: string): Promise<Message>;
  /** Asks how far the others have read: in large conversations nobody tells it live. */
  loadReceipts(): Promise<void>;
  /** Each is shown at once, and taken back when it throws: refused, or out of reach. */
  edit(messageId: string, text: string): Promise<void>;
  remove(messageId: string, whose: DeleteFor): Promise<void>;
  react(messageId: string, emoji: string, on: boolean): Promise<void>;
  pin(messageId: string, on: boolean): Promise<void>;
  /** Of a message of mine: what the page of its link says is shown no more. */
  removePreview(messageId: string): Promise<void>;
  /** Tries again after `state` became `error`. */
  reload(): Promise<void>;
}
