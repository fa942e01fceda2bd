import { Crowd } from './crowd';
import { history, seqs } from './person';
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
