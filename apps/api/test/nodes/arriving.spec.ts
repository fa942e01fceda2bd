import { type Conversation, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import type { Person } from '../person';
import { Nodes } from './nodes';
import { ways } from './ways';

describe.each(ways)('a socket that comes to one node, by %s', (way) => {
  const nodes = new Nodes();
  beforeAll(() => nodes.start(way));
  afterAll(() => nodes.close());
  afterEach(() => nodes.crowd.leave());

  const set = (owner: Person, id: string, guest: Person, isIn: boolean) =>
    isIn
      ? owner.ask('POST', `/api/chat/${id}/members`, { userIds: [guest.id] })
      : owner.ask('DELETE', `/api/chat/${id}/members/${guest.id}`);

  it('hears what is its person’s, although the other node took them in or out meanwhile', async () => {
    const [owner, ...guests] = await Promise.all(Array.from({ length: 9 }, () => nodes.crowd.join()));
    if (!owner) throw new Error('nobody came');
    const body = { kind: 'group', name: 'Fleet', history: 'all' };
    const { id } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
    // Half of them are members, and everybody comes while that is turned round.
    const wasIn = (index: number) => index % 2 === 0;
    await Promise.all(guests.filter((_, index) => wasIn(index)).map((guest) => set(owner, id, guest, true)));
    const [, ...sockets] = await Promise.all([
      Promise.all(guests.map((guest, index) => set(owner, id, guest, !wasIn(index)))),
      ...guests.map((guest) => nodes.connectThere(guest)),
    ]);
    // A word to somebody who is in says that the other node knows of the turn before it, up to a sweep or two.
    const say = () => owner.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text: 'ahoy' });
    const heard = (index: number) => sockets[index]?.heard(serverEvents.messageReceived).length ?? 0;
    const isSettled = () => guests.every((_, index) => wasIn(index) || heard(index) > 0);
    for (let n = 0; n < 40 && !isSettled(); n += 1) {
      await say();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(guests.map((_, index) => wasIn(index) || heard(index) > 0)).not.toContain(false);
    const before = guests.map((_, index) => heard(index));
    await say();
    await sockets[1]?.hears(serverEvents.messageReceived, (before[1] ?? 0) + 1);
    for (const [index] of guests.entries()) if (wasIn(index)) expect(heard(index)).toBe(before[index]);
  });
});
