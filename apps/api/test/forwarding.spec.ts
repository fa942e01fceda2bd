import { type Message, clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { add, create, leave } from './conversations/place';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import { type Person, history } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const post = async (person: Person, id: string, content: object) =>
  person.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), ...content });
const written = async (person: Person, id: string, text: string) => (await post(person, id, { text })).body as Message;
const forward = (person: Person, id: string, messageId: string, more: object = {}) =>
  post(person, id, { forward: { messageId }, ...more });
const large = `${'long '.repeat(1_000)} ${randomUUID()}`;

/** Noor reads what Mira wrote, and has a conversation with Kofi, who sees nothing of it. */
async function scene() {
  const { mira, noor, id } = await crowd.pair();
  const kofi = await crowd.join();
  return { mira, noor, kofi, from: id, to: (await noor.openDirect(kofi)).id };
}

describe('forwarding', () => {
  it('says who wrote it and when, also when it is passed on again, and names nobody', async () => {
    const { mira, noor, kofi, from, to } = await scene();
    const source = await written(mira, from, `by @${noor.user.username}`);
    const ear = await kofi.connect();
    const { status, body } = await forward(noor, to, source.id);
    expect(status).toBe(201);
    const forwardedFrom = { senderId: mira.id, createdAt: source.createdAt };
    expect(body).toMatchObject({ text: source.text, senderId: noor.id, forwardedFrom, mentions: [], seq: 1 });
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(body);
    expect((await history(kofi, to)).items).toEqual([body]);
    const group = await create(kofi);
    const mouth = await kofi.connect();
    const again = await mouth.ask(clientEvents.messageSend, {
      ...{ conversationId: group.id, clientId: randomUUID(), forward: { messageId: (body as Message).id } },
    });
    expect(again).toMatchObject({ forwardedFrom, senderId: kofi.id });
    expect(source).not.toHaveProperty('forwardedFrom');
  });

  it('copies no large text, and keeps it for as long as anybody refers to it', async () => {
    const { mira, noor, kofi, from, to } = await scene();
    const source = await written(mira, from, large);
    const passed = (await forward(noor, to, source.id)).body as Message;
    const whole = () => kofi.ask('GET', `/api/chat/${to}/messages/${passed.id}`);
    expect(await sql('SELECT count(*)::text AS n FROM bodies')).toEqual([{ n: '1' }]);
    expect(passed).toMatchObject({ large: true, text: source.text, textLength: source.textLength });
    expect((await kofi.ask('GET', `/api/chat/${from}/messages/${source.id}`)).status).toBe(404);
    await sql(`UPDATE bodies SET used_at = now() - interval '2 hours'`);
    const { OrphanCollector } = await import('../src/modules/messages/body-store/orphans.worker');
    await mira.ask('DELETE', `/api/chat/${from}/messages/${source.id}?for=everyone`);
    await server.app.get(OrphanCollector).stretch(new AbortController().signal);
    expect((await whole()).body).toMatchObject({ text: large, forwardedFrom: { senderId: mira.id } });
    await noor.ask('DELETE', `/api/chat/${to}/messages/${passed.id}?for=everyone`);
    await eventually(async () => expect(await sql('SELECT hash FROM bodies')).toEqual([]));
    expect((await whole()).body).not.toHaveProperty('forwardedFrom');
  });

  it('is not edited: nobody is made to have said what they did not', async () => {
    const { mira, noor, from, to } = await scene();
    const passed = (await forward(noor, to, (await written(mira, from, 'as said')).id)).body as Message;
    const edit = await noor.ask('PATCH', `/api/chat/${to}/messages/${passed.id}`, { text: 'never said' });
    expect(edit).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('answers a retry with the first, whatever has become of the source', async () => {
    const { mira, noor, from, to } = await scene();
    const source = await written(mira, from, 'passed on once');
    const clientId = randomUUID();
    const first = await forward(noor, to, source.id, { clientId });
    await mira.ask('DELETE', `/api/chat/${from}/messages/${source.id}?for=everyone`);
    const again = await forward(noor, to, source.id, { clientId });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await forward(noor, to, source.id)).toMatchObject({ status: 404 });
  });

  it('reading what is not yours: a source that is foreign, older than one’s window, hidden or left is not found', async () => {
    const { mira, noor, kofi, from, to } = await scene();
    const foreign = await written(mira, from, 'not for Kofi');
    const group = await create(mira, { memberIds: [noor.id], history: 'joined' });
    const early = await written(mira, group.id, 'before Kofi came');
    await add(mira, group.id, kofi);
    const late = await written(mira, group.id, 'after Kofi came');
    const own = (await create(kofi)).id;
    const refused = { status: 404, body: { code: 'not_found' } };
    for (const id of [foreign.id, early.id, randomUUID()]) expect(await forward(kofi, own, id)).toMatchObject(refused);
    expect((await forward(kofi, own, late.id)).status).toBe(201);
    await kofi.ask('DELETE', `/api/chat/${group.id}/messages/${late.id}?for=me`);
    expect(await forward(kofi, own, late.id)).toMatchObject(refused);
    await leave(noor, group.id);
    expect(await forward(noor, to, late.id)).toMatchObject(refused);
    // Nor into a conversation that is not theirs.
    expect(await forward(mira, to, foreign.id)).toMatchObject(refused);
    expect((await history(noor, to)).items).toEqual([]);
  });

  it.each([
    ['with a text of one’s own', { text: 'never said', forward: { messageId: randomUUID() } }],
    ['of nothing', { forward: null }],
    ['of an operator', { forward: { messageId: { $ne: '' } } }],
    ['with a forged author', { forward: { messageId: randomUUID(), senderId: randomUUID() } }],
    [
      'with a forged origin',
      { text: 'x', forwardedFrom: { senderId: randomUUID(), createdAt: '2020-01-01T00:00:00Z' } },
    ],
    ['of a list', { forward: [] }],
    ['that is a text', { forward: 'x' }],
    ['without a text or a forward', {}],
  ])('refuses one %s', async (_, content) => {
    const { mira, id } = await crowd.pair();
    expect(await post(mira, id, content)).toMatchObject({ status: 400, body: { code: 'validation.failed' } });
  });
});
