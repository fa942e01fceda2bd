import { type Conversation, clientEvents } from '@parley/contracts';
import { add } from './conversations/place';
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

/** A group whose youngest member reads from the third message on. */
export async function windowed(crowd: Crowd) {
  const young = await crowd.join();
  const old = await crowd.join();
  const { owner, id } = await gather(crowd, old);
  const mouth = await owner.connect();
  const before = [await mouth.send(id, 'one'), await mouth.send(id, 'two')];
  await add(owner, id, young);
  const after = await mouth.send(id, 'three');
  const [ear, window] = await Promise.all([old.connect(), young.connect()]);
  return { owner, old, young, id, mouth, ear, window, before, after };
}

/** What a device that was away is told, which has to be what one that was there heard. */
export const messageAt = async (person: Person, id: string, seq: number) =>
  (await history(person, id)).items.find((message) => message.seq === seq);
