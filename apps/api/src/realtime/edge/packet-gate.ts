import { type Ack, type ErrorBody, clientEvents } from '@parley/contracts';
import type { Event } from 'socket.io';

const known = new Set<string>(Object.values(clientEvents));

/** What one packet asks. */
export interface Asked {
  event: string;
  body: object;
  /** Why it is not even looked at. Without it nobody would hear an unknown event, and its sender would wait for ever. */
  refusal: ErrorBody | null;
  /** Does nothing where no acknowledgement was asked for. */
  acknowledge: (answer: Ack<unknown>) => void;
}

const nobodyWaits = (): void => {};

export function readPacket(packet: Event): Asked {
  // The parser lets numbers pass for names.
  const event = `${packet[0] as string | number}`;
  const last: unknown = packet.at(-1);
  const isAsked = packet.length > 1 && typeof last === 'function';
  const given: unknown[] = packet.slice(1, isAsked ? -1 : undefined);
  const body: unknown = given[0] === undefined ? {} : given[0];
  const refusal = refusalOf(event, body, given.length);
  return {
    event,
    body: refusal ? {} : (body as object),
    refusal,
    acknowledge: isAsked ? (last as Asked['acknowledge']) : nobodyWaits,
  };
}

function refusalOf(event: string, body: unknown, given: number): ErrorBody | null {
  if (!known.has(event)) {
    return {
      code: 'event.unknown',
      message: 'This server knows no such event.',
      details: { event: event.slice(0, 64) },
    };
  }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body);
  if (isObject && given <= 1) return null;
  return { code: 'validation.failed', message: 'Send one object, and ask for an acknowledgement.' };
}
