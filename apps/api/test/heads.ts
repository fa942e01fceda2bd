import { clientEvents } from '@parley/contracts';
import type { PersonSocket } from './person';

/**
 * A cursor behind which everything lies that happened so far. The cursor a first answer gives may stand before it:
 * while any older transaction is open on the cluster, another test's included, heads are told again.
 */
export async function headsUpToNow(socket: PersonSocket, limit?: number): Promise<string> {
  const page = limit === undefined ? {} : { limit };
  let { cursor } = await socket.ask(clientEvents.syncHeads, page);
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await socket.ask(clientEvents.syncHeads, { ...page, after: cursor });
    if (answer.items.length === 0) return answer.cursor;
    cursor = answer.cursor;
    if (!answer.more) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The heads never came to rest.');
}
