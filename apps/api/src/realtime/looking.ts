import { type Look, serverEvents } from '@parley/contracts';
import { notFound } from '../platform/errors';
import { rooms } from './rooms';
import type { ParleySocket } from './socket';

/** Whether another open socket of the same person on this node looks at it too. */
function looksElsewhere(socket: ParleySocket, { conversationId, userId }: Look): boolean {
  const all = socket.nsp.adapter.rooms;
  const looking = all.get(rooms.looking(conversationId));
  return [...(all.get(rooms.user(userId)) ?? [])].some((id) => id !== socket.id && looking?.has(id));
}

/** The person has the conversation on screen. Those who look at it too are told, once a person. */
export async function beginLooking(socket: ParleySocket, conversationId: string): Promise<void> {
  const room = rooms.looking(conversationId);
  const look = { conversationId, userId: socket.data.identity.userId };
  // Who was removed while we asked the database is out of these rooms already.
  const isMember = socket.rooms.has(rooms.whole(conversationId)) || socket.rooms.has(rooms.window(conversationId));
  if (!isMember) throw notFound();
  if (socket.rooms.has(room)) return;
  const isFirst = !looksElsewhere(socket, look);
  await socket.join(room);
  if (isFirst) socket.to(room).emit(serverEvents.userJoined, look);
}

export async function endLooking(socket: ParleySocket, conversationId: string): Promise<void> {
  const room = rooms.looking(conversationId);
  if (!socket.rooms.has(room)) return;
  await socket.leave(room);
  const look = { conversationId, userId: socket.data.identity.userId };
  if (!looksElsewhere(socket, look)) socket.to(room).emit(serverEvents.userLeft, look);
}

/** A socket that closes looks at nothing any more. To be called while it is still in its rooms. */
export async function endAllLooking(socket: ParleySocket): Promise<void> {
  const looked = [...socket.rooms].filter((room) => room.startsWith(rooms.looking('')));
  await Promise.all(looked.map((room) => endLooking(socket, room.slice(rooms.looking('').length))));
}
