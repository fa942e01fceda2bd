import type { Me } from '@parley/contracts';
import type { OutboxEntry } from '../outbox/entry';
import type { ClientStore, SavedSession } from './store.port';

const me: Me = {
  id: 'u1',
  username: 'ada',
  name: 'Ada',
  avatarUrl: null,
  email: 'ada@example.org',
  emailVerified: true,
  role: 'member',
  bio: '',
  status: null,
  timeZone: null,
  language: null,
  privacy: { lastSeen: true, readReceipts: true },
};

const entry = (clientId: string, text: string): OutboxEntry => ({
  ...{ clientId, conversationId: 'c1', senderId: 'u1', text, order: 1 },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', state: 'pending' },
});

/** What every store has to do, whatever it is made of. `open` gives the same data again while `name` is the same. */
export function storeContract(open: (name: string) => Promise<ClientStore>): void {
  let count = 0;
  let name: string;
  let store: ClientStore;

  beforeEach(async () => {
    name = `contract-${(count += 1)}`;
    store = await open(name);
  });

  it('is empty at first', async () => {
    for (const kind of ['session', 'progress', 'copy', 'outbox'] as const) expect(await store.load(kind)).toEqual([]);
  });

  it('keeps every value under its key, and the last one put there', async () => {
    await store.put('outbox', 'a', entry('a', 'first'));
    await store.put('outbox', 'b', entry('b', 'other'));
    await store.put('outbox', 'a', entry('a', 'second'));
    const texts = (await store.load('outbox')).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['other', 'second']);
  });

  it('keeps kinds apart, even under one key', async () => {
    await store.put('outbox', 'a', entry('a', 'text'));
    await store.put('session', 'a', { me });
    await store.clear('outbox');
    expect(await store.load('outbox')).toEqual([]);
    expect(await store.load('session')).toEqual([{ me }]);
  });

  it('removes one value, and nothing where there is none', async () => {
    await store.put('outbox', 'a', entry('a', 'text'));
    await store.remove('outbox', 'a');
    await store.remove('outbox', 'never');
    expect(await store.load('outbox')).toEqual([]);
  });

  it('applies writes of one key in the order they were asked for, awaited or not', async () => {
    const writes = Array.from({ length: 20 }, (_, n) => store.put('outbox', 'a', entry('a', `text ${n}`)));
    await Promise.all([...writes, store.put('outbox', 'b', entry('b', 'gone')), store.remove('outbox', 'b')]);
    expect((await store.load('outbox')).map(({ text }) => text)).toEqual(['text 19']);
  });

  it('keeps a value as it was put, whatever becomes of the object', async () => {
    const session: SavedSession = { me: { ...me } };
    await store.put('session', 'session', session);
    session.me.name = 'Somebody else';
    const [first] = await store.load('session');
    if (first) first.me.name = 'A third one';
    expect(await store.load('session')).toEqual([{ me }]);
  });

  it('is there again when opened again', async () => {
    await store.put('outbox', 'a', entry('a', 'text'));
    const again = await open(name);
    expect(await again.load('outbox')).toEqual([entry('a', 'text')]);
  });
}
