import { type Ack, type ErrorBody, clientEvents } from '@parley/contracts';
import type { Event } from 'socket.io';

const known = new Set<string>(Object.values(clientEvents));

/**
 * Every packet passes here before a handler sees it. Answers null when it may go on, else the refusal.
 * Without it nobody would hear an unknown event, and its sender would wait for ever.
 */
export function refusalOf(packet: Event): ErrorBody | null {
  // The parser lets numbers pass for names.
  const [event, ...rest] = packet as [string | number, ...unknown[]];
  if (!known.has(`${event}`)) {
    const named = `${event}`.slice(0, 64);
    return { code: 'event.unknown', message: 'This server knows no such event.', details: { event: named } };
  }
  const payload = typeof rest[0] === 'function' ? undefined : rest[0];
  if (payload === undefined && rest.length <= 1) {
    packet.splice(1, 0, {});
    return null;
  }
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  const wellFormed = isObject && !Buffer.isBuffer(payload) && rest.length <= 2;
  return wellFormed ? null : { code: 'validation.failed', message: 'Send one object, and ask for an acknowledgement.' };
}

/** Acknowledges with the refusal, when the packet asked for an acknowledgement at all. */
export function refuse(packet: Event, error: ErrorBody): void {
  const ack: unknown = packet.at(-1);
  if (typeof ack === 'function') (ack as (answer: Ack<never>) => void)({ ok: false, error });
}
