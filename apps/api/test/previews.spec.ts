import { type LinkPreview, type Message, clientEvents, serverEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { Config } from '../src/config';
import { Database } from '../src/platform/database';
import { Reach } from '../src/platform/outgoing/reach';
import { LinkPreviewWorker } from '../src/modules/messages/previews/link-preview.worker';
import { edit, messageAt, remove, talk, windowed } from './acting';
import { Crowd } from './crowd';
import { eventually } from './eventually';
import { pageServer, reachable } from './page-server';
import { type Person, type PersonSocket, history } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
let pages: Awaited<ReturnType<typeof pageServer>>;
const crowd = new Crowd(() => server.url);
beforeAll(async () => {
  pages = await pageServer();
  server = await startServer({ RATE_LIMIT_FACTOR: '1000' });
  reachable(server.app.get(Reach), pages.port);
});
afterAll(async () => {
  await server.close();
  await pages.close();
});
afterEach(() => {
  jest.restoreAllMocks();
  crowd.leave();
});

let count = 0;
/** A page of its own, so that no other test has it read before. */
function page(title: string, head = ''): string {
  const path = `/${(count += 1)}`;
  pages.html(path, `<title>${title}</title>${head}`);
  return pages.url(path);
}

/** A card comes by way of the broker and a page: on a busy machine that takes a while. */
const patienceMs = 25_000;
async function told(ear: PersonSocket, nth = 1): Promise<Message> {
  await eventually(
    async () => expect(ear.heard(serverEvents.messageUpdated).length).toBeGreaterThanOrEqual(nth),
    patienceMs,
  );
  return ear.hears(serverEvents.messageUpdated, nth);
}
const preview = (url: string, title: string, more: Partial<LinkPreview> = {}): LinkPreview => ({
  url,
  title,
  description: null,
  siteName: null,
  ...more,
});
const takeAway = (person: Person, { conversationId, id }: Message) =>
  person.ask('DELETE', `/api/chat/${conversationId}/messages/${id}/preview`);
const work = (messageId: string) => server.app.get(LinkPreviewWorker).show({ messageId });
const database = () => server.app.get(Database).pool;

/** Until everything that was hinted at is done: the card of a last message comes after all of them. */
async function rest(mouth: PersonSocket, conversationId: string, ear: PersonSocket) {
  const { id } = await mouth.send(conversationId, page('The last one'));
  await eventually(async () => expect(ear.heard(serverEvents.messageUpdated).at(-1)).toMatchObject({ id }), patienceMs);
}

describe('the preview of a link', () => {
  it('appears in its own rev, is one event to everybody, and is what everybody reads', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const about =
      '<meta property="og:description" content="Tides and times"><meta property="og:site_name" content="Harbour">';
    const url = page('Harbour office', about);
    const sent = await mouth.send(id, `see [this](${url})`);
    expect(sent).not.toHaveProperty('preview');
    const shown = {
      ...sent,
      rev: sent.rev + 1,
      preview: preview(url, 'Harbour office', { description: 'Tides and times', siteName: 'Harbour' }),
    };
    expect(await told(ear)).toEqual(shown);
    expect(await told(mouth)).toEqual(shown);
    expect(await messageAt(noor, id, 1)).toEqual(shown);
    expect(await ear.ask(clientEvents.syncChanges, { conversationId: id, after: sent.rev })).toMatchObject({
      messages: [shown],
      rev: shown.rev,
    });
    expect(await mira.get(`/api/chat/${id}`)).toMatchObject({ lastMessage: shown, rev: shown.rev, seq: 1 });
  });

  it('of a hint that comes twice, at once or later, is shown once', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, page('Once'));
    await Promise.all(Array.from({ length: 8 }, () => work(sent.id)));
    await told(ear);
    await work(sent.id);
    await rest(mouth, id, ear);
    expect(ear.heard(serverEvents.messageUpdated).filter((one) => one.id === sent.id)).toHaveLength(1);
    expect((await mouth.send(id, 'next')).rev).toBe(sent.rev + 4);
  });

  it('killed between reading the page and writing: the next attempt shows it, in exactly one rev', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const url = page('After all');
    const broken = jest.spyOn(server.app.get(Database), 'transaction').mockRejectedValue(new Error('killed'));
    const sent = await mouth.send(id, url);
    await eventually(async () => expect(broken).toHaveBeenCalled(), patienceMs);
    expect((await messageAt(noor, id, 1))?.rev).toBe(sent.rev);
    broken.mockRestore();
    expect(await told(ear)).toMatchObject({ id: sent.id, rev: sent.rev + 1, preview: { title: 'After all' } });
    expect(pages.asked.filter((path) => url.endsWith(path))).toHaveLength(1);
  });

  it('goes and comes with the link when its message is edited, and stays with the same one', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const [first, second] = [page('First'), page('Second')];
    const sent = await mouth.send(id, first);
    await told(ear);
    expect(await edit(mouth, sent.id, `${first} or so`)).toMatchObject({ preview: { title: 'First' } });
    expect(await edit(mouth, sent.id, `rather ${second}`)).not.toHaveProperty('preview');
    expect(await told(ear, 4)).toMatchObject({ rev: sent.rev + 4, preview: preview(second, 'Second') });
    expect(await edit(mouth, sent.id, `rather \`${second}\``)).not.toHaveProperty('preview');
    const { editedAt } = await edit(mouth, sent.id, 'back to the plain one');
    await work(sent.id);
    expect(await edit(mouth, sent.id, `and ${first}`)).not.toHaveProperty('preview');
    const again = await told(ear, 8);
    expect(again).toMatchObject({ preview: { title: 'First' } });
    expect(Date.parse(again.editedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(editedAt ?? ''));
  });

  it('never shows of a link that is gone: edited or deleted while its page was read', async () => {
    const { id, mouth, ear, noor } = await talk(crowd);
    const waiting: (() => void)[] = [];
    const slow = (path: string) => {
      pages.on(path, (_request, response) =>
        waiting.push(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Late</title>')),
      );
      return pages.url(path);
    };
    const edited = await mouth.send(id, slow('/edited'));
    const deleted = await mouth.send(id, slow('/deleted'));
    await eventually(async () => expect(waiting).toHaveLength(2), patienceMs);
    await edit(mouth, edited.id, 'never mind');
    await remove(mouth, deleted.id, 'everyone');
    waiting.forEach((answer) => answer());
    await rest(mouth, id, ear);
    for (const seq of [1, 2]) expect(await messageAt(noor, id, seq)).not.toHaveProperty('preview');
    expect(
      ear.heard(serverEvents.messageUpdated).filter((one) => one.id !== edited.id && one.id !== deleted.id),
    ).toHaveLength(1);
  });

  it('goes with its message', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const sent = await mouth.send(id, page('Secret'));
    await told(ear);
    expect(await remove(mouth, sent.id, 'everyone')).not.toHaveProperty('preview');
    await work(sent.id);
    expect(await messageAt(noor, id, 1)).not.toHaveProperty('preview');
    const { rows } = await database().query('SELECT preview FROM messages WHERE id = $1', [sent.id]);
    expect(rows).toEqual([{ preview: null }]);
  });

  it('is taken away by its author alone, in one rev, and does not come back', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    const url = page('Not wanted');
    const sent = await mouth.send(id, url);
    const shown = await told(ear);
    expect(await takeAway(noor, sent)).toMatchObject({ status: 403 });
    const { status, body } = await takeAway(mira, sent);
    expect([status, body]).toEqual([200, { ...sent, rev: sent.rev + 2 }]);
    expect(await told(ear, 2)).toEqual(body);
    expect((await takeAway(mira, shown)).body).toEqual(body);
    await work(sent.id);
    expect(await edit(mouth, sent.id, `${url} still`)).not.toHaveProperty('preview');
    await work(sent.id);
    expect((await messageAt(noor, id, 1))?.rev).toBe(sent.rev + 3);
  });

  it('of an older message is for those with a window only a sign that something changed', async () => {
    const { id, ear, window, mouth, before } = await windowed(crowd);
    const [{ id: messageId } = { id: '' }] = before;
    await edit(mouth, messageId, page('Before your time'));
    const shown = await told(ear, 2);
    expect(shown).toMatchObject({ id: messageId, preview: { title: 'Before your time' } });
    const hint = { conversationId: id, rev: shown.rev, change: null };
    await eventually(async () => expect(window.heard(serverEvents.conversationUpdated).at(-1)).toMatchObject(hint));
    expect(JSON.stringify(window.told)).not.toContain('Before your time');
  });

  it('is made of what is forwarded, too, and the page is read once for everybody', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const url = page('Shared');
    const sent = await mouth.send(id, url);
    await told(ear);
    await mouth.ask(clientEvents.messageSend, {
      conversationId: id,
      clientId: randomUUID(),
      forward: { messageId: sent.id },
    });
    await eventually(
      async () => expect(await messageAt(noor, id, 2)).toMatchObject({ preview: { title: 'Shared' } }),
      patienceMs,
    );
    expect(pages.asked.filter((path) => url.endsWith(path))).toHaveLength(1);
  });

  it('is not looked for where there is nothing to find: no hint, no rev, no page', async () => {
    const { id, mouth, ear } = await talk(crowd);
    const before = pages.asked.length;
    const query = jest.spyOn(database(), 'query');
    await mouth.send(id, 'no link at all');
    const sends = query.mock.calls.filter(([statement]) => JSON.stringify(statement).includes('send_messages'));
    query.mockRestore();
    expect(sends).toHaveLength(1);
    const texts = [
      pages.url('/404'),
      `\`${pages.url('/code')}\``,
      'https://10.0.0.1/',
      'http://router/',
      `http://a:b@127.0.0.1:${pages.port}/`,
    ];
    for (const text of texts) await mouth.send(id, text);
    await rest(mouth, id, ear);
    expect(ear.heard(serverEvents.messageUpdated)).toHaveLength(1);
    expect(pages.asked.slice(before).filter((path) => path !== '/404')).toEqual([`/${count}`]);
  });

  it('is not looked for where the server reads no pages, not even for hints from before', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const before = pages.asked.length;
    const config = server.app.get(Config);
    Object.assign(config, { linkPreviews: false });
    const sent = await mouth.send(id, page('Not asked for'));
    await work(sent.id);
    Object.assign(config, { linkPreviews: true });
    await rest(mouth, id, ear);
    expect(pages.asked.slice(before)).toHaveLength(1);
    expect(await messageAt(noor, id, 1)).toEqual(sent);
  });

  it('of a page that writes as much and as oddly as it can is text, and as much of it as fits', async () => {
    const { noor, id, mouth, ear } = await talk(crowd);
    const url = page(`\u202e<script>alert(1)</script>${'x'.repeat(99_999)}`, '<meta property="__proto__" content="x">');
    await mouth.send(id, url);
    const shown = await told(ear);
    expect(shown.preview?.title).toMatch(/^<script>alert\(1\)<\/script>x{174}…$/);
    expect((await history(noor, id)).items).toEqual([shown]);
  });

  it.each(['{}', 'null', '[]', '{"title":7}', 'not JSON', '{"title":"\\u202ex","description":{"a":1}}'])(
    'in a cache that somebody else wrote to (%s) is none, or fit to be shown',
    async (value) => {
      const { id, mouth, ear } = await talk(crowd);
      const { Cache } = await import('../src/platform/cache');
      const get = jest.spyOn(server.app.get(Cache), 'get').mockResolvedValueOnce(value);
      await mouth.send(id, page('Never read'));
      await eventually(async () => expect(get).toHaveBeenCalled(), patienceMs);
      get.mockRestore();
      await rest(mouth, id, ear);
      const [first] = ear.heard(serverEvents.messageUpdated);
      expect(first?.preview?.title).toBe(value.includes('"\\u202ex"') ? 'x' : 'The last one');
    },
  );
});

it('a flood of links does not make this server flood others: so many pages a person, and the rest have no card', async () => {
  const strict = await startServer({ RATE_LIMIT_FACTOR: '0.1' });
  const guests = new Crowd(() => strict.url);
  try {
    reachable(strict.app.get(Reach), pages.port);
    const { noor, id, mouth, ear } = await talk(guests);
    const before = pages.asked.length;
    const flood = Array.from({ length: 12 }, (_, n) => mouth.send(id, page(`Flood ${n}`)));
    await Promise.all(flood);
    await (await noor.connect()).send(id, page('Of somebody else'));
    await eventually(async () => expect(ear.heard(serverEvents.messageUpdated)).toHaveLength(4), patienceMs);
    const others = ear.heard(serverEvents.messageUpdated).filter(({ senderId }) => senderId === noor.id);
    expect(others).toMatchObject([{ preview: { title: 'Of somebody else' } }]);
    expect(pages.asked.slice(before)).toHaveLength(4);
  } finally {
    guests.leave();
    await strict.close();
  }
});
