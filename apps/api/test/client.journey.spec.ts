import type { Message } from '@parley/contracts';
import { ClientCrowd } from './client-crowd';
import { eventually } from './eventually';
import { type TestServer, startServer } from './server';
import { until } from './until';

describe('two clients of a real server', () => {
  let server: TestServer;
  const crowd = new ClientCrowd(() => server.url);

  beforeAll(async () => {
    server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  }, 60_000);

  afterAll(async () => {
    crowd.leave();
    await server.close();
  }, 60_000);

  it('sends, shows it on the other side, and tells who received and read it', async () => {
    const [ada, bea] = [await crowd.join('ada'), await crowd.join('bea')];
    const [found] = await ada.users.search('bea');
    const { id } = await ada.conversations.openDirect(found?.id ?? '');
    const clientId = ada.send(id, 'hello');
    const mine = ada.timeline(id);
    expect(mine.items()).toMatchObject([{ state: 'pending', message: { clientId, seq: 0 } }]);

    await until(bea.conversations, () => bea.conversations.get(id)?.unread === 1);
    expect(bea.conversations.list()).toMatchObject([{ id, name: 'ada', lastMessage: { text: 'hello', seq: 1 } }]);
    await until(mine, () => mine.items()[0]?.state === 'delivered');

    bea.markRead(id, 1);
    expect(bea.conversations.get(id)?.unread).toBe(0);
    await until(mine, () => mine.items()[0]?.state === 'read');
    expect(mine.items()).toHaveLength(1);
    expect(mine.receipts).toEqual([{ userId: found?.id, deliveredSeq: 1, readSeq: 1 }]);
  });

  it('sends a long text by post, shows its beginning, fetches the whole, rewrites it and passes it on', async () => {
    const [eli, fay] = [await crowd.join('eli'), await crowd.join('fay')];
    const { id } = await eli.conversations.openDirect(fay.session.me?.id ?? '');
    const text = 'ä long text, '.repeat(20_000);
    const mine = eli.timeline(id);
    eli.send(id, text);
    expect(mine.items()).toMatchObject([{ state: 'pending', message: { text } }]);
    const theirs = fay.timeline(id);
    await until(theirs, () => theirs.items().length === 1);
    const message = theirs.items()[0]?.message as Message;
    expect(message).toMatchObject({ large: true, text: text.slice(0, 1_024), textLength: Buffer.byteLength(text) });
    fay.texts.load(message);
    await until(fay.texts, () => fay.texts.get(message)?.state === 'ready');
    expect(fay.texts.get(message)).toEqual({ state: 'ready', text });

    await until(mine, () => mine.items()[0]?.message.seq === 1);
    await mine.edit(message.id, `${text}!`);
    await until(theirs, () => theirs.items()[0]?.message.editedAt !== null);
    const edited = theirs.items()[0]?.message as Message;
    fay.texts.load(edited);
    await until(fay.texts, () => fay.texts.get(edited)?.state === 'ready');
    expect(fay.texts.get(edited)).toEqual({ state: 'ready', text: `${text}!` });

    fay.forward(edited, id);
    await until(mine, () => mine.items()[1]?.message.seq === 2);
    expect(mine.items()[1]?.message).toMatchObject({ large: true, forwardedFrom: { senderId: eli.session.me?.id } });
  }, 60_000);

  it('is brought the whole of a large text while it has the conversation on screen, and asks for nothing', async () => {
    const [gus, hal] = [await crowd.join('gus'), await crowd.join('hal')];
    const { id } = await gus.conversations.openDirect(hal.session.me?.id ?? '');
    const theirs = hal.timeline(id);
    // Two sockets' questions overtake each other: whoever came first hears of the other, and when they come together, both.
    const heard: string[] = [];
    for (const one of [gus, hal]) {
      one.on('user:joined', ({ userId }) => heard.push(userId));
      one.look(id);
    }
    await eventually(async () => expect(heard).not.toEqual([]));
    const asked = jest.spyOn(globalThis, 'fetch');
    const text = 'all of it '.repeat(1_000);
    gus.send(id, text);
    await until(theirs, () => theirs.items().length === 1);
    const message = theirs.items()[0]?.message as Message;
    hal.texts.load(message);
    await until(hal.texts, () => hal.texts.get(message)?.state === 'ready');
    expect(hal.texts.get(message)).toEqual({ state: 'ready', text });
    const paths = asked.mock.calls
      .map(([url]) => (url instanceof Request ? url.url : url.toString()))
      .filter((url) => url.includes('/bodies'));
    asked.mockRestore();
    expect(paths).toEqual([]);
  }, 60_000);
});
