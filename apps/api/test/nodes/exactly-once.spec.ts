import { type Conversation, clientEvents, serverEvents } from '@parley/contracts';
import { Committed, Subscriptions } from '../../src/realtime';
import { Audience } from '../../src/realtime/audience';
import { Teller } from '../../src/realtime/telling/teller';
import { Crowd } from '../crowd';
import { randomUUID } from 'node:crypto';
import type { PersonSocket } from '../person';
import { type TestServer, startServer } from '../server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(async () => {
  crowd.leave();
  await server.close();
});

/** The rev of everything a socket heard of a conversation. */
const revsOf = ({ told }: PersonSocket): number[] =>
  told.filter(({ event }) => /^(message|conversation):/.test(event)).map(({ data }) => (data as { rev: number }).rev);

it('a node that is alone tells each rev once to each socket, and its sweep finds nothing left to tell', async () => {
  const [owner, ...others] = await Promise.all([crowd.join(), crowd.join(), crowd.join()]);
  const body = { kind: 'group', name: 'Fleet', memberIds: others.map(({ id }) => id) };
  const { id, rev } = (await owner.ask('POST', '/api/chat', body)).body as Conversation;
  const [mouth, ...ears] = await Promise.all([owner.connect(), ...others.map((person) => person.connect())]);
  const since = jest.spyOn(server.app.get(Committed), 'since');
  const found: [string, number][] = [];
  let last = rev;
  // Until several sweeps have met what is under way.
  while (since.mock.calls.length < 4) {
    const sent = await Promise.all(Array.from({ length: 10 }, (_, n) => mouth.send(id, `message ${n}`)));
    const acts = sent.map(({ id: messageId }, n) =>
      n % 2
        ? mouth.ask(clientEvents.messageEdit, { messageId, text: 'edited' })
        : mouth.ask(clientEvents.messageReact, { messageId, emoji: '⚓', on: true }),
    );
    last = Math.max(last, ...(await Promise.all(acts)).map((message) => message.rev));
  }
  for (const { value } of since.mock.results)
    found.push(...(await (value as ReturnType<Committed['since']>)).conversations);
  expect(found.map(([one]) => one)).toContain(id);
  const all = Array.from({ length: last - rev }, (_, n) => rev + 1 + n);
  for (const ear of ears) {
    await ear.hears(serverEvents.messageUpdated, ear.heard(serverEvents.messageReceived).length);
    while (revsOf(ear).length < all.length) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const sweeps = since.mock.calls.length;
  while (since.mock.calls.length < sweeps + 2) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const ear of ears) expect(revsOf(ear).sort((a, b) => a - b)).toEqual(all);
  // The one who did it had an acknowledgement for each.
  expect(revsOf(mouth)).toEqual([]);
});

it('a conversation won while a socket is put into its rooms is heard by it', async () => {
  const { mira, noor } = await crowd.pair();
  const subscriptions = server.app.get(Subscriptions);
  const before = await subscriptions.of(noor.id);
  let won: Conversation | undefined;
  const of = jest.spyOn(subscriptions, 'of').mockImplementationOnce(async () => {
    const body = { kind: 'group', name: 'Won', memberIds: [noor.id] };
    won = (await mira.ask('POST', '/api/chat', body)).body as Conversation;
    return before;
  });
  const ear = await noor.connect();
  expect(of).toHaveBeenCalled();
  of.mockRestore();
  await ear.ask(clientEvents.syncSelf, {});
  await mira.ask('POST', `/api/chat/${won?.id}/messages`, { clientId: randomUUID(), text: 'welcome' });
  expect(await ear.hears(serverEvents.messageReceived)).toMatchObject({ text: 'welcome' });
});

it('who keeps changing what is theirs while a socket is put into its rooms, and is removed meanwhile, hears nothing more', async () => {
  const { mira, noor } = await crowd.pair();
  const group = { kind: 'group', name: 'Fleet', memberIds: [noor.id] };
  const { id } = (await mira.ask('POST', '/api/chat', group)).body as Conversation;
  const another = await mira.connect();
  const subscriptions = server.app.get(Subscriptions);
  const read = subscriptions.of.bind(subscriptions);
  let readings = 0;
  const of = jest.spyOn(subscriptions, 'of').mockImplementation(async (userId) => {
    const before = await read(userId);
    readings += 1;
    if (readings < 6) await noor.ask('PATCH', '/api/users/me', { bio: `turn ${readings}` });
    else if (readings === 6) await mira.ask('DELETE', `/api/chat/${id}/members/${noor.id}`);
    return before;
  });
  const ear = await noor.connect();
  await ear.ask(clientEvents.syncSelf, {});
  of.mockRestore();
  expect(readings).toBeGreaterThanOrEqual(6);
  expect((await noor.ask('GET', `/api/chat/${id}`)).status).toBe(404);
  await mira.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text: 'among ourselves' });
  await another.hears(serverEvents.messageReceived);
  await ear.ask(clientEvents.syncSelf, {});
  expect(ear.heard(serverEvents.messageReceived)).toEqual([]);
});

it('a socket that leaves while it is put into its rooms makes the next one hear nothing old', async () => {
  const { mira, noor, id } = await crowd.pair();
  const subscriptions = server.app.get(Subscriptions);
  const read = subscriptions.of.bind(subscriptions);
  let isGone = (): void => undefined;
  const gone = new Promise<void>((resolve) => (isGone = resolve));
  const settled = read(noor.id);
  const late = gone.then(async () => ({ ...(await read(noor.id)), selfRev: (await settled).selfRev + 1 }));
  const of = jest.spyOn(subscriptions, 'of').mockReturnValueOnce(settled).mockReturnValueOnce(late);
  const { people } = server.app.get(Teller);
  const heardOf = jest.spyOn(people, 'heardOf').mockReturnValueOnce(Number.MAX_SAFE_INTEGER);
  await noor.connect();
  noor.leave();
  const audience = server.app.get(Audience);
  while (audience.hears(id)) await new Promise((resolve) => setTimeout(resolve, 5));
  isGone();
  await late;
  of.mockRestore();
  heardOf.mockRestore();
  const say = (text: string) => mira.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text });
  for (const text of ['one', 'two', 'three']) await say(text);
  const ear = await noor.connect();
  await say('four');
  await ear.hears(serverEvents.messageReceived);
  const { rev } = await noor.get<Conversation>(`/api/chat/${id}`);
  await server.app.get(Teller).conversations.stand([[id, rev]]);
  // Whatever was told until now comes before the answer.
  await ear.ask(clientEvents.syncSelf, {});
  expect(ear.heard(serverEvents.messageReceived).map(({ text }) => text)).toEqual(['four']);
});
