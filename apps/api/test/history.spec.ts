import { type Conversation, type Located, type Message, clientEvents } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { remove, talk, windowed } from './acting';
import { Crowd } from './crowd';
import { type Person, history, seqs } from './person';
import { type TestServer, startServer } from './server';
import { sqlOn } from './sql';

let server: TestServer;
const crowd = new Crowd(() => server.url);
const sql = sqlOn(() => server);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

describe('history', () => {
  it('pages back, forward and around, dense and without overlap', async () => {
    const { mira, id } = await crowd.pair();
    const mouth = await mira.connect();
    for (let n = 1; n <= 25; n += 1) await mouth.send(id, `line ${n}`);
    const latest = await history(mira, id, '?limit=10');
    expect([seqs(latest), latest.hasBefore, latest.hasAfter]).toEqual([
      [25, 24, 23, 22, 21, 20, 19, 18, 17, 16],
      true,
      false,
    ]);
    const older = await history(mira, id, '?limit=10&before=16');
    expect([seqs(older), older.hasBefore, older.hasAfter]).toEqual([[15, 14, 13, 12, 11, 10, 9, 8, 7, 6], true, true]);
    const oldest = await history(mira, id, '?limit=10&before=6');
    expect([seqs(oldest), oldest.hasBefore, oldest.hasAfter]).toEqual([[5, 4, 3, 2, 1], false, true]);
    const forward = await history(mira, id, '?limit=3&after=22');
    expect([seqs(forward), forward.hasBefore, forward.hasAfter]).toEqual([[23, 24, 25], true, false]);
    const start = await history(mira, id, '?limit=2&after=0');
    expect([seqs(start), start.hasBefore, start.hasAfter]).toEqual([[1, 2], false, true]);
    const around = await history(mira, id, '?limit=5&around=10');
    expect([seqs(around), around.hasBefore, around.hasAfter]).toEqual([[12, 11, 10, 9, 8], true, true]);
    expect(seqs(await history(mira, id, '?limit=5&around=25'))).toEqual([25, 24, 23, 22, 21]);
    expect(seqs(await history(mira, id, '?limit=5&around=1'))).toEqual([5, 4, 3, 2, 1]);
  });

  it('says of the other side what the asker sees of it', async () => {
    const { id, young, old, ear, after } = await windowed(crowd);
    const sides = async (person: Person, query: string) => {
      const { items, hasBefore, hasAfter } = await history(person, id, query);
      return [items.map(({ seq }) => seq), hasBefore, hasAfter];
    };
    expect(await sides(old, '?limit=1&after=2')).toEqual([[3], true, false]);
    expect(await sides(young, '?limit=1&after=2')).toEqual([[3], false, false]);
    expect(await sides(young, '?before=3')).toEqual([[], false, true]);
    expect(await sides(old, '?limit=1&before=3')).toEqual([[2], true, true]);
    await remove(ear, after.id, 'me');
    expect(await sides(old, '?limit=1&before=3')).toEqual([[2], true, false]);
    expect(await sides(old, '?after=2')).toEqual([[], true, false]);
    const stranger = await crowd.join();
    for (const query of ['', '?before=3', '?after=2', '?around=2']) {
      expect((await stranger.ask('GET', `/api/chat/${id}/messages${query}`)).status).toBe(404);
    }
  });

  it('looks up what was hidden for each message, and never compares all with all', async () => {
    const { notHidden } = await import('../src/modules/messages');
    const plan = await sql(
      `EXPLAIN (GENERIC_PLAN) SELECT m.id FROM messages m WHERE m.conversation_id = $1 AND m.seq < $2
         AND ${notHidden('m', '$3')} ORDER BY m.seq DESC LIMIT $4`,
    );
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('hidden_messages');
    expect(lines).not.toContain('Join');
  });
});

describe('finding a place', () => {
  const locate = async (person: Person, id: string, query: Record<string, string>) =>
    person.ask('GET', `/api/chat/${id}/locate?${new URLSearchParams(query).toString()}`);
  const seqOf = async (...asked: Parameters<typeof locate>) => ((await locate(...asked)).body as Located).seq;

  /** Forty messages, one a day from the first of June. */
  async function summer() {
    const scene = await talk(crowd);
    for (let n = 1; n <= 40; n += 1) await scene.mouth.send(scene.id, `day ${n}`);
    await sql(
      "UPDATE messages SET created_at = timestamptz '2026-06-01T12:00:00Z' + (seq - 1) * interval '1 day' WHERE conversation_id = $1",
      [scene.id],
    );
    return scene;
  }

  it('by date: the first from then on, the newest where there is none', async () => {
    const { noor, id, ear } = await summer();
    const at = (date: string) => seqOf(noor, id, { date });
    expect(await at('2020-01-01')).toBe(1);
    expect(await at('2026-06-01T12:00:00.000Z')).toBe(1);
    expect(await at('2026-06-01T12:00:00.001Z')).toBe(2);
    for (let day = 2; day <= 30; day += 7) expect(await at(`2026-06-${String(day).padStart(2, '0')}`)).toBe(day);
    expect(await at('2026-06-20T14:00:00+02:00')).toBe(20);
    expect(await at('2027-01-01')).toBe(40);
    // What I hid is not there for me, whichever way one looks.
    const { items } = await history(noor, id);
    for (const seq of [20, 40]) await remove(ear, items.find((row) => row.seq === seq)?.id ?? '', 'me');
    expect([await at('2026-06-20'), await at('2027-01-01')]).toEqual([21, 39]);
  });

  it('by date, in a history of any length, at the cost of a few look-ups', async () => {
    const { mira, id } = await crowd.pair();
    await sql(
      `WITH grown AS (UPDATE conversations SET seq = 20000, rev = 20001 WHERE id = $1)
       INSERT INTO messages (id, conversation_id, seq, rev, sender_id, client_id, text, text_length, created_at)
       SELECT gen_random_uuid(), $1, n, n + 1, $2, gen_random_uuid(), 'x', 1, timestamptz '2020-01-01' + n * interval '1 hour'
       FROM generate_series(1, 20000) n`,
      [id, mira.id],
    );
    await sql('ANALYZE messages');
    expect(await seqOf(mira, id, { date: '2021-01-01T00:00:00Z' })).toBe(366 * 24);
    const { LocateRepository } = await import('../src/modules/messages/locating/locate.repository');
    const { Database } = await import('../src/platform/database');
    const query = jest.spyOn(server.app.get(Database).pool, 'query');
    await server.app
      .get(LocateRepository, { strict: false })
      .date({ conversationId: id, userId: mira.id, visibleAfter: 0, role: 'member' }, new Date('2021-01-01'));
    const asked = query.mock.calls.map(([statement]) => statement as unknown as { text: string; values: unknown[] });
    query.mockRestore();
    // Whatever the server asks by itself meanwhile.
    const [{ text, values }] = asked.filter((one) => one.text?.includes('halves')) as [(typeof asked)[number]];
    const plan = await sql(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
    const blocks = /"Shared Hit Blocks": ?(\d+)/.exec(JSON.stringify(plan))?.[1];
    // A scan of so many messages reads several hundred.
    expect(Number(blocks)).toBeLessThan(150);
  });

  it('by what is unread, and by the message itself', async () => {
    const { mira, noor, id, mouth, ear } = await talk(crowd);
    expect(await seqOf(noor, id, { unread: 'first' })).toBeNull();
    expect(await seqOf(noor, id, { date: '2020-01-01' })).toBeNull();
    const sent: Message[] = [];
    for (const text of ['a', 'b', 'c', 'd']) sent.push(await mouth.send(id, text));
    await ear.send(id, 'mine');
    expect([await seqOf(noor, id, { unread: 'first' }), await seqOf(mira, id, { unread: 'first' })]).toEqual([1, 5]);
    await noor.ask('GET', `/api/chat/${id}`);
    await ear.ask(clientEvents.messageRead, { conversationId: id, seq: 1 });
    await remove(mouth, sent[1]?.id ?? '', 'everyone');
    await remove(ear, sent[2]?.id ?? '', 'me');
    expect(await seqOf(noor, id, { unread: 'first' })).toBe(4);
    expect(await seqOf(noor, id, { messageId: sent[0]?.id ?? '' })).toBe(1);
    expect((await locate(noor, id, { messageId: sent[2]?.id ?? '' })).status).toBe(404);
    expect((await locate(noor, id, { messageId: randomUUID() })).status).toBe(404);
  });

  it('within the window of whoever asks', async () => {
    const { id, young, before, after } = await windowed(crowd);
    expect(await seqOf(young, id, { date: '2020-01-01' })).toBe(3);
    expect(await seqOf(young, id, { unread: 'first' })).toBe(3);
    expect(await seqOf(young, id, { messageId: after.id })).toBe(3);
    expect((await locate(young, id, { messageId: before[0]?.id ?? '' })).status).toBe(404);
    const { id: elsewhere } = (await young.ask('POST', '/api/chat', { kind: 'group', name: 'x' })).body as Conversation;
    expect((await locate(young, elsewhere, { messageId: after.id })).status).toBe(404);
  });

  it.each([
    ['nothing', {}],
    ['two ways', { date: '2026-01-01', unread: 'first' }],
    ['a word for a date', { date: 'yesterday' }],
    ['a day that is none', { date: '2026-02-31' }],
    ['a week', { date: '2026-W05-1' }],
    ['a day of the year', { date: '2026-123' }],
    ['an hour alone', { date: '2026-01-01T12Z' }],
    ['a comma for a point', { date: '2026-01-01T12:00:00,5Z' }],
    ['a year out of reach', { date: '+275760-09-13T00:00:00Z' }],
    ['a number', { date: '1767225600000' }],
    ['a NUL', { date: '2026-01-01\0' }],
    ['the last unread', { unread: 'last' }],
    ['an id that is none', { messageId: 'constructor' }],
    ['a field of ours', { messageId: randomUUID(), visibleAfter: '0' }],
  ])('refuses %s', async (_, query) => {
    const { mira, id } = await crowd.pair();
    expect(await locate(mira, id, query)).toMatchObject({ status: 400, body: { code: 'validation.failed' } });
  });
});
