import type {
  AnswerOf,
  ClientEventName,
  PresenceRequest,
  RequestOf,
  ServerEventName,
  ServerEvents,
} from '@parley/contracts';
import type { ParleyError } from '../parley.errors';

export type EventHandler = <E extends ServerEventName>(event: E, payload: Parameters<ServerEvents[E]>[0]) => void;

/** One socket as the rest of this library sees it. It never reconnects by itself. */
export abstract class Link {
  abstract readonly isOpen: boolean;
  /** Opens with this token, as somebody who is there or away; ends in exactly one `opened` or `closed`. */
  abstract open(token: string, presence: PresenceRequest['state']): void;
  abstract close(): void;
  /** Throws what the server refused with, or `UnansweredError` when the link was lost or too slow. */
  abstract ask<E extends ClientEventName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E>>;
  /** Set once, before the first `open`. */
  abstract listen(handlers: LinkHandlers): void;
}

export interface LinkHandlers {
  opened: () => void;
  /** `refusal` when the server said why it would not have us. */
  closed: (refusal: ParleyError | null) => void;
  event: EventHandler;
}
