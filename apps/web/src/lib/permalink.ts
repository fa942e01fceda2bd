import type { Message } from '@parley/contracts';

export function linkTo({ conversationId, id }: Pick<Message, 'conversationId' | 'id'>, origin: string): string {
  return `${origin}/c/${conversationId}?message=${id}`;
}

/** As it came in an address somebody may have typed. */
export function readLinked({ message }: Record<string, unknown>): { message?: string } {
  return typeof message === 'string' && /^[0-9a-f-]{36}$/i.test(message) ? { message } : {};
}
