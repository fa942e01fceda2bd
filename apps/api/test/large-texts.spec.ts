import { type Message, type MessageBodies, clientEvents, limits, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { create } from './conversations/place';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import { type Person, history } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer({ RATE_LIMIT_FACTOR: '1000' })));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const post = (person: Person, id: string, text: string, clientId: string = randomUUID()) =>
  person.ask('POST', `/api/chat/${id}/messages`, { clientId, text });
const whole = (person: Person, { conversationId, id }: Message) =>
  person.ask('GET', `/api/chat/${conversationId}/messages/${id}`);
const bodies = () => sql('SELECT hash FROM bodies ORDER BY hash');
const aSend = (conversationId: string, text: string) => ({ conversationId, clientId: randomUUID(), text });
const large = (mark: string) => `${mark} ${'word '.repeat(1_000)}`;

describe('a large text', () => {
  it.each([
    ['4,096 bytes', 'é'.repeat(2_048), false],
    ['4,097 bytes', `${'é'.repeat(2_048)}a`, true],
    ['64 KiB and one byte', `${'語'.repeat(21_845)}ab`, true],
    ['1 MiB', '\n"\\é'.repeat(limits.textBytes / 5) + 'a'.repeat(limits.textBytes % 5), true],
  ])('of %s comes whole by id, and as a preview in everything else', async (_, text, isLarge) => {
    const { mira, noor, id } = await crowd.pair();
    const [ear, mouth] = await Promise.all([noor.connect(), mira.connect()]);
    const answer = await post(mira, id, text);
    const message = answer.body as Message;
    const preview = isLarge ? [...text].slice(0, 1_024).join('') : text;
    const textLength = Buffer.byteLength(text);
    expect(answer.status).toBe(201);
    expect(message).toMatchObject({ text: preview, large: isLarge, textLength });
    expect(await ear.hears(serverEvents.messageReceived)).toEqual(message);
    expect((await history(noor, id)).items).toEqual([message]);
    const changes = await mouth.ask(clientEvents.syncChanges, { conversationId: id, after: 0 });
    expect(changes).toMatchObject({ messages: [message] });
    expect((await whole(noor, message)).body).toEqual({ ...message, text });
  });

  it('goes over the socket too, keeps its place there, and is stored once however often it is sent', async () => {
    const { mira, noor, id } = await crowd.pair();
    const mouth = await mira.connect();
    const before = (await bodies()).length;
    const text = large('socket');
    const clientId = randomUUID();
    const first = mouth.send(id, text, clientId);
    const sent = await Promise.all([first, mouth.send(id, 'right behind'), mouth.send(id, text, clientId)]);
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 1]);
    expect((await post(noor, id, text)).status).toBe(201);
    expect((await bodies()).length).toBe(before + 1);
  });

  it('one byte too many is refused with the limit; so is what no route takes, and nobody reads it for a stranger', async () => {
    const { mira, id } = await crowd.pair();
    const refused = await post(mira, id, 'a'.repeat(limits.textBytes + 1));
    expect(refused).toMatchObject({ status: 413, body: { code: 'message.too_large', details: { limit: 1_048_576 } } });
    const huge = { clientId: randomUUID(), text: 'a'.repeat(8_000_000) };
    expect(await mira.ask('POST', `/api/chat/${id}/messages`, huge)).toMatchObject({ status: 413 });
    expect(await mira.ask('POST', '/api/chat', { kind: 'group', name: 'a'.repeat(300_000) })).toMatchObject({
      status: 413,
      body: { code: 'payload.too_large' },
    });
    expect(await unread(`/api/chat/${id}/messages`)).toBe(401);
  });

  it('comes through written as six characters a byte', async () => {
    const { mira, id } = await crowd.pair();
    const body = `{"clientId":"${randomUUID()}","text":"${'\\u0061'.repeat(limits.textBytes)}"}`;
    const answer = await fetch(`${server.url}/api/chat/${id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mira.tokens.accessToken}` },
      body,
    });
    expect([answer.status, ((await answer.json()) as Message).textLength]).toEqual([201, limits.textBytes]);
  });

  it('names people wherever in it they stand', async () => {
    const { mira, noor } = await crowd.pair();
    const { id } = await create(mira, { memberIds: [noor.id] });
    const { body } = await post(mira, id, `${'x '.repeat(400_000)} @${noor.user.username}`);
    expect(body).toMatchObject({ large: true, mentions: [noor.id] });
  });

  it('several come at once, as far as they fit, and of others’ nothing', async () => {
    const { mira, noor, id } = await crowd.pair();
    const elsewhere = (await mira.openDirect(await crowd.join())).id;
    const texts = Array.from({ length: 6 }, (_, n) => `${n}${'a'.repeat(900_000)}`);
    const sent: Message[] = [];
    for (const text of [...texts, 'short']) sent.push((await post(mira, id, text)).body as Message);
    const foreign = (await post(mira, elsewhere, large('foreign'))).body as Message;
    const asked = [...sent, foreign].map((message) => message.id);
    const answer = await noor.get<MessageBodies>(`/api/chat/${id}/bodies?ids=${asked.join(',')}`);
    expect(answer.items.map(({ messageId, text }) => [messageId, text.length])).toEqual(
      sent.slice(0, 4).map((message) => [message.id, 900_001]),
    );
    expect(answer.left).toEqual(sent.slice(4).map((message) => message.id));
    const rest = await noor.get<MessageBodies>(`/api/chat/${id}/bodies?ids=${answer.left.join(',')}`);
    expect(rest.items.map(({ text }) => text[0])).toEqual(['4', '5', 's']);
    for (const odd of ['', 'x', Array(21).fill(randomUUID()).join(), '&ids[a]=1']) {
      expect((await noor.ask('GET', `/api/chat/${id}/bodies?ids=${odd}`)).status).toBe(400);
    }
  });

  it('is edited to short and back, and each text it had is there whole until it is deleted', async () => {
    const { mira, noor, id } = await crowd.pair();
    const texts = [large('first'), 'short', large('third')];
    const message = (await post(mira, id, texts[0] ?? '')).body as Message;
    const place = `/api/chat/${id}/messages/${message.id}`;
    const edits: Message[] = [];
    for (const text of texts.slice(1)) edits.push((await mira.ask('PATCH', place, { text })).body as Message);
    expect(edits.map(({ large: isLarge, textLength }) => [isLarge, textLength])).toEqual([
      [false, 5],
      [true, Buffer.byteLength(texts[2] ?? '')],
    ]);
    // The same again changes nothing.
    expect((await mira.ask('PATCH', place, { text: texts[2] })).body).toMatchObject({ rev: edits[1]?.rev });
    expect((await whole(noor, message)).body).toMatchObject({ text: texts[2] });
    const { items } = await noor.get<{ items: { rev: number; large: boolean; text: string }[] }>(`${place}/edits`);
    expect(items.map((item) => [item.large, item.text.length])).toEqual([
      [false, 5],
      [true, 1_024],
    ]);
    expect(await noor.get(`${place}/edits/${items[1]?.rev}`)).toMatchObject({ text: texts[0] });
    expect((await noor.ask('GET', `${place}/edits/99999999999`)).status).toBe(404);

    const { OrphanCollector } = await import('../src/modules/messages/body-store/orphans.worker');
    await sql(`UPDATE bodies SET used_at = now() - interval '2 hours'`);
    const before = (await bodies()).length;
    await server.app.get(OrphanCollector).stretch(new AbortController().signal);
    expect((await bodies()).length).toBe(before);
    await mira.ask('DELETE', `${place}?for=everyone`);
    await eventually(async () => expect((await bodies()).length).toBe(before - 2));
    expect((await whole(noor, message)).body).toMatchObject({
      text: '',
      large: false,
      deletedAt: expect.any(String) as string,
    });
    expect((await noor.ask('GET', `${place}/edits/${items[1]?.rev}`)).status).toBe(404);
    expect(await noor.get(`/api/chat/${id}/bodies?ids=${message.id}`)).toEqual({ items: [], left: [] });
  });

  it('written over an older text is not overtaken by the short one written after it', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    const { id: messageId } = await mouth.send(id, 'first');
    const texts = [large('older'), 'newer'];
    const edits = texts.map((text) => mouth.ask(clientEvents.messageEdit, { messageId, text }));
    expect((await Promise.all(edits)).map(({ rev }) => rev)).toEqual([3, 4]);
    expect((await history(mira, id)).items).toMatchObject([{ text: 'newer' }]);
  });

  it('is quoted by its beginning', async () => {
    const { mira, id } = await crowd.pair();
    const message = (await post(mira, id, large('quoted'))).body as Message;
    const mouth = await mira.connect();
    const answer = { ...aSend(id, 'about that'), replyTo: message.id };
    const { quote } = await mouth.ask(clientEvents.messageSend, answer);
    expect(quote?.text).toBe(message.text.slice(0, 200));
  });

  it('costs three statements, and a short one a single one, whatever the size of the group', async () => {
    const { Database } = await import('../src/platform/database');
    const { pool } = server.app.get(Database);
    const { mira, noor } = await crowd.pair();
    const found: number[] = [];
    for (const memberIds of [[], [noor.id, (await crowd.join()).id, (await crowd.join()).id]]) {
      const { id } = await create(mira, { memberIds });
      const mouth = await mira.connect();
      for (const text of ['short', large(`counted ${memberIds.length}`)]) {
        const query = jest.spyOn(pool, 'query');
        await mouth.send(id, text);
        const asked = query.mock.calls.map(([statement]) => JSON.stringify(statement));
        query.mockRestore();
        found.push(asked.filter((statement) => /send_messages|memberships_find|INTO bodies/.test(statement)).length);
      }
    }
    expect(found).toEqual([1, 3, 1, 3]);
  });

  it('a flood of them waits for itself, is refused beyond a few, and holds nobody else up', async () => {
    const { mira, noor, id } = await crowd.pair();
    const { BodyStore } = await import('../src/modules/messages/body-store/body-store.port');
    const store = server.app.get(BodyStore);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const put = store.put.bind(store);
    const spy = jest.spyOn(store, 'put').mockImplementation(async (hash, text) => (await held, put(hash, text)));
    const mouth = await mira.connect();
    const asked = Array.from({ length: 12 }, (_, n) =>
      mouth.emit(clientEvents.messageSend, aSend(id, large(`flood ${n}`))),
    );
    const refused = await Promise.all(asked.slice(8));
    expect(refused).toEqual(
      Array.from({ length: 4 }, () => ({
        ok: false,
        error: expect.objectContaining({ code: 'rate.limited' }) as unknown,
      })),
    );
    const other = await noor.connect();
    expect(await other.send(id, 'short, meanwhile')).toMatchObject({ text: 'short, meanwhile' });
    letGo();
    expect(await Promise.all(asked.slice(0, 8))).toMatchObject(Array.from({ length: 8 }, () => ({ ok: true })));
    spy.mockRestore();
  });
});

/** Sends the head of a large request and nothing else: what comes back was decided before a byte of it was read. */
function unread(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 5_000_000 },
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    asked.flushHeaders();
  });
}
