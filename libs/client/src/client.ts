import type { ServerEventName } from '@parley/contracts';
import type {
  ClientOptions,
  Connection,
  Conversations,
  EventListener,
  Requests,
  Session,
  Timeline,
  Users,
} from './surface';

export declare class ParleyClient {
  constructor(options: ClientOptions);
  readonly session: Session;
  readonly connection: Connection;
  readonly conversations: Conversations;
  readonly users: Users;
  readonly http: Requests;
  /** Connects whenever somebody is signed in, and stays connected. */
  start(): void;
  /** Disconnects and stops every timer; `start` begins again. */
  stop(): void;
  timeline(conversationId: string): Timeline;
  /** Shows the message at once and sends it when it can; returns its `clientId`. */
  send(conversationId: string, text: string): string;
  /** Sends a failed message again, as the last of its conversation. */
  retry(clientId: string): void;
  /** Forgets a message that is failed, or that was not yet on its way. */
  discard(clientId: string): void;
  /** Coalesced; only ever grows. */
  markRead(conversationId: string, seq: number): void;
  on<E extends ServerEventName>(event: E, fn: EventListener<E>): () => void;
}
