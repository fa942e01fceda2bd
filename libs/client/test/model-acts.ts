import type { Message, PinRequest, ReactRequest, SocketDeleteRequest } from '@parley/contracts';
import type { ModelRoom } from './model-room';
import { refused, type ModelServer, type ModelSocket } from './model-server';

/** The message as this person finds it. */
export function find(server: ModelServer, userId: string, messageId: string): { room: ModelRoom; row: Message } {
  const [id = '', seq = ''] = messageId.split('/');
  const room = server.room(userId, id);
  const row = room.rows.get(Number(seq));
  if (!row || room.isHidden(userId, row.seq) || row.seq <= room.visibleAfter(userId)) throw refused('not_found');
  return { room, row };
}

const now = (room: ModelRoom, { userId }: ModelSocket, row: Message): Message =>
  room.shown(userId, room.rows.get(row.seq) ?? row);

export function rewrite(server: ModelServer, socket: ModelSocket, messageId: string, text: string): Message {
  const { room, row } = find(server, socket.userId, messageId);
  if (row.senderId !== socket.userId) throw refused('forbidden');
  if (row.deletedAt) throw refused('message.deleted');
  if (text.includes('forbidden')) throw refused('validation.failed');
  const preview = { url: 'https://a.example/', title: `About ${text}`, description: null, siteName: null };
  if (text !== row.text) server.edit(room, row.seq, { text, editedAt: 'now', preview }, { own: socket });
  return now(room, socket, row);
}

export function remove(server: ModelServer, socket: ModelSocket, request: SocketDeleteRequest): Message {
  const { userId } = socket;
  const { room, row } = find(server, userId, request.messageId);
  if (request.for === 'me') {
    const data = { conversationId: room.id, messageId: row.id, seq: row.seq };
    server.touch(room);
    if (room.hide(userId, row.seq)) server.own(userId, `hidden ${row.id}`, { type: 'hidden', data });
    return room.shown(userId, row);
  }
  if (row.senderId !== userId) throw refused('forbidden');
  server.edit(
    room,
    row.seq,
    { text: '', deletedAt: 'now', reactions: [], mentions: [], pinned: null, preview: undefined },
    { own: socket },
  );
  return now(room, socket, row);
}

export function react(server: ModelServer, socket: ModelSocket, { messageId, emoji, on }: ReactRequest): Message {
  const { room, row } = find(server, socket.userId, messageId);
  if (row.deletedAt) throw refused('message.deleted');
  const has = row.reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(socket.userId));
  if (has === on) return now(room, socket, row);
  const people = new Map(row.reactions.map((reaction) => [reaction.emoji, reaction.userIds]));
  const others = (people.get(emoji) ?? []).filter((userId) => userId !== socket.userId);
  people.set(emoji, on ? [...others, socket.userId] : others);
  const kinds = [...people].filter(([, userIds]) => userIds.length > 0);
  const reactions = kinds.map(([kind, userIds]) => ({ emoji: kind, count: userIds.length, userIds }));
  server.edit(room, row.seq, { reactions }, { own: socket });
  return now(room, socket, row);
}

export function pin(server: ModelServer, socket: ModelSocket, { messageId, on }: PinRequest): Message {
  const { room, row } = find(server, socket.userId, messageId);
  if (row.deletedAt) throw refused('message.deleted');
  if ((row.pinned !== null) === on) return now(room, socket, row);
  const pinned = on ? { by: socket.userId, at: 'now', rev: room.rev + 1 } : null;
  server.edit(room, row.seq, { pinned }, { own: socket });
  return now(room, socket, row);
}
