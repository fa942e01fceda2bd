import type { ServerEventName, ServerEvents } from '@parley/contracts';
import type { EventListener } from './surface';

type Heard = (payload: never) => void;

/** Who listens to the server's events by name. */
export class Events {
  private readonly listeners = new Map<ServerEventName, Set<Heard>>();

  on<E extends ServerEventName>(event: E, fn: EventListener<E>): () => void {
    const all = this.listeners.get(event) ?? new Set<Heard>();
    this.listeners.set(event, all);
    all.add(fn);
    return () => {
      all.delete(fn);
    };
  }

  emit<E extends ServerEventName>(event: E, payload: Parameters<ServerEvents[E]>[0]): void {
    for (const fn of this.listeners.get(event) ?? []) (fn as EventListener<E>)(payload);
  }
}
