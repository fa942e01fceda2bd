import { type PersonPresence, clientEvents } from '@parley/contracts';
import type { PersonSocket } from './person';

/** From now on this socket watches these people, and nobody else. */
export const watch = async (socket: PersonSocket, ...people: { id: string }[]): Promise<PersonPresence[]> =>
  (await socket.ask(clientEvents.presenceWatch, { userIds: people.map(({ id }) => id) })).items;
