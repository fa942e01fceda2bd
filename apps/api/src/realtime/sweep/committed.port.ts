import type { Receipt, SelfChange } from '@parley/contracts';
import type { News } from '../audience';
import type { Filling, Gap } from '../telling/gap';

/** What became visible between two snapshots. */
export interface Moved {
  /** Where to ask from the next time. */
  snapshot: string;
  /** Conversations, with where they stand. */
  conversations: [id: string, rev: number][];
  /** People whose own counter moved. */
  people: [id: string, selfRev: number][];
  /** Who read on, and where. */
  readers: [userId: string, conversationId: string][];
}

/** What the database knows and a node may not have heard. Answered by the sync module. */
export abstract class Committed {
  /** Everything committed that a snapshot did not show, on whichever node; nothing for the first question. */
  abstract since(snapshot: string | null): Promise<Moved>;
  /** Both leave out what is not there. */
  abstract news(gaps: Gap[]): Promise<Filling<News>[]>;
  abstract own(gaps: Gap[]): Promise<Filling<SelfChange>[]>;
  /** A large text, by where it is. Rejects where it cannot be read. */
  abstract whole(body: string): Promise<string>;
  /** As the others see them, where few enough people are for that. */
  abstract receipts(readers: Moved['readers']): Promise<Receipt[]>;
}
