import { type Page, type Receipt, clientEvents } from '@parley/contracts';
import { Crowd } from './crowd';
import type { Person } from './person';
import { type TestServer, startServer } from './server';

let server: TestServer;
const crowd = new Crowd(() => server.url);
beforeAll(async () => (server = await startServer()));
afterAll(() => server.close());
afterEach(() => crowd.leave());

const readSeqOf = async (whose: Person, asker: Person, id: string) =>
  (await asker.get<Page<Receipt>>(`/api/chat/${id}/receipts`)).items.find(({ userId }) => userId === whose.id)?.readSeq;

describe('how far somebody has read', () => {
  it.each([
    ['is seen by others', true],
    ['is not seen by others where they wish so, and still by themselves', false],
  ])('%s', async (_, readReceipts) => {
    const { mira, noor, id } = await crowd.pair();
    await noor.ask('PATCH', '/api/users/me', { privacy: { readReceipts } });
    const [hers, his] = await Promise.all([mira.connect(), noor.connect()]);
    const { seq } = await hers.send(id, 'ahoy');
    await his.ask(clientEvents.messageDelivered, { conversationId: id, seq });
    expect(await hers.hears('receipt:updated')).toMatchObject({ userId: noor.id, deliveredSeq: seq, readSeq: 0 });
    expect(await his.ask(clientEvents.messageRead, { conversationId: id, seq })).toMatchObject({ readSeq: seq });
    expect(await his.hears('self:updated')).toMatchObject({ type: 'read', data: { readSeq: seq } });
    if (readReceipts) await hers.hears('receipt:updated', 2);
    // What was told before this has arrived.
    await hers.send(id, 'ahoy again');
    expect(hers.heard('receipt:updated').some(({ readSeq }) => readSeq > 0)).toBe(readReceipts);
    expect(await readSeqOf(noor, mira, id)).toBe(readReceipts ? seq : 0);
    expect(await readSeqOf(noor, noor, id)).toBe(seq);
  });
});
