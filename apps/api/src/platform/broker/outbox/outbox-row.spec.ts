import { type OutboxRow, hintsOf } from './outbox-row';

const row = (id: number, topic: string, payload: unknown, queue: string | null = null): OutboxRow => ({
  id: String(id),
  topic,
  payload,
  queue,
});
const sent = (id: number, conversationId: string, fromSeq: number, toSeq = fromSeq) =>
  row(id, 'message.sent', { conversationId, rev: toSeq + 1, fromSeq, toSeq });

describe('what the relay makes of a batch of rows', () => {
  it('one hint a conversation and topic where rows name a stretch', () => {
    const { hints } = hintsOf([sent(1, 'a', 1, 3), sent(2, 'b', 9), sent(3, 'a', 7), sent(4, 'a', 4, 6)]);
    expect(hints).toEqual([
      { id: '4', topic: 'message.sent', payload: { conversationId: 'a', rev: 8, fromSeq: 1, toSeq: 7 } },
      { id: '2', topic: 'message.sent', payload: { conversationId: 'b', rev: 10, fromSeq: 9, toSeq: 9 } },
    ]);
  });

  it('keeps apart what says more than a stretch, and what goes to one queue only', () => {
    const rows = [
      row(1, 'message.edited', { conversationId: 'a', rev: 2, messageId: 'x' }),
      row(2, 'message.edited', { conversationId: 'a', rev: 3, messageId: 'y' }),
      sent(3, 'a', 1),
      { ...sent(4, 'a', 2), queue: 'media' },
    ];
    expect(hintsOf(rows).hints.map(({ id, queue }) => [id, queue])).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', undefined],
      ['4', 'media'],
    ]);
  });

  it.each([
    row(1, '', {}),
    row(1, 'a b', {}),
    row(1, 'x'.repeat(300), {}),
    row(1, 'message.sent', null),
    row(1, 'message.sent', [1]),
    row(1, 'message.sent', 'text'),
    row(1, 'message.sent', {}, 'nowhere'),
  ])('sets aside what no broker could carry: %j', (misfit) => {
    const good = sent(2, 'a', 1);
    const { hints, misfits } = hintsOf([misfit, good]);
    expect([misfits, hints.map(({ id }) => id)]).toEqual([[misfit], ['2']]);
  });
});
