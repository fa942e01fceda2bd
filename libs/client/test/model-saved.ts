import type { SavedMessage } from '@parley/contracts';
import { find } from './model-acts';
import { refused, type ModelServer } from './model-server';

const keyOf = (messageId: string) => `saved ${messageId}`;

export function save(server: ModelServer, userId: string, messageId: string): void {
  const { room, row } = find(server, userId, messageId);
  if (row.deletedAt) throw refused('message.deleted');
  const { saved } = server.person(userId);
  if (saved.has(messageId)) return;
  const data = { conversationId: room.id, messageId, seq: row.seq, savedAt: 'now' };
  server.own(userId, keyOf(messageId), { type: 'saved', data });
  saved.set(messageId, server.person(userId).selfRev);
}

export function forget(server: ModelServer, userId: string, messageId: string): void {
  if (!server.person(userId).saved.delete(messageId)) return;
  const [conversationId = '', seq] = messageId.split('/');
  const data = { conversationId, messageId, seq: Number(seq), savedAt: null };
  server.own(userId, keyOf(messageId), { type: 'saved', data });
}

/** What of it stands, and what they may read today, the latest first. */
export function savedBy(server: ModelServer, userId: string): SavedMessage[] {
  const readable = new Map(
    server.roomsOf(userId).flatMap((room) => room.visible(userId).map((row) => [row.id, row] as const)),
  );
  const all = [...server.person(userId).saved].flatMap(([messageId, selfRev]) => {
    const message = readable.get(messageId);
    return message && !message.deletedAt ? [{ message, savedAt: 'now', selfRev }] : [];
  });
  return all.sort((a, b) => b.selfRev - a.selfRev);
}
