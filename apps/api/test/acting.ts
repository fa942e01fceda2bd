import { type Conversation, clientEvents } from '@parley/contracts';
import type { Crowd } from './crowd';
import { type Person, type PersonSocket, history } from './person';

export const edit = (socket: PersonSocket, messageId: string, text: string) =>
  socket.ask(clientEvents.messageEdit, { messageId, text });

export const remove = (socket: PersonSocket, messageId: string, whose: 'everyone' | 'me') =>
  socket.ask(clientEvents.messageDelete, { messageId, for: whose });

export const react = (socket: PersonSocket, messageId: string, emoji: string, on = true) =>
  socket.ask(clientEvents.messageReact, { messageId, emoji, on });

/** Two people who talk, each with a socket. */
export async function talk(crowd: Crowd) {
  const pair = await crowd.pair();
  const [mouth, ear] = await Promise.all([pair.mira.connect(), pair.noor.connect()]);
  return { ...pair, mouth, ear };
}

export async function gather(crowd: Crowd, ...others: Person[]) {
  const owner = await crowd.join();
  const body = { kind: 'group', name: 'Fleet', memberIds: others.map(({ id }) => id) };
  const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
  return { owner, id };
}

/** What a device that was away is told, which has to be what one that was there heard. */
export const messageAt = async (person: Person, id: string, seq: number) =>
  (await history(person, id)).items.find((message) => message.seq === seq);
