import { limits, type Conversation } from '@parley/contracts';
import { aConversation, aMessage } from '../../test/wire';
import { ConversationCopy } from './copy';

const copyOf = (fields: Partial<Conversation> = {}) => new ConversationCopy(aConversation(fields), 'ada');
const told = (copy: ConversationCopy, ...revs: number[]) => {
  for (const rev of revs) copy.apply({ rev, message: aMessage({ seq: rev, rev }) });
};
const texts = (copy: ConversationCopy) => copy.window.visible().map(({ seq }) => seq);

describe('a conversation on this device', () => {
  it('shows what follows a hole only when the hole is filled', () => {
    const copy = copyOf();
    told(copy, 1, 3);
    expect([texts(copy), copy.rev, copy.need]).toEqual([[1], 1, 'wait']);
    told(copy, 2);
    expect([texts(copy), copy.rev, copy.need]).toEqual([[1, 2, 3], 3, 'nothing']);
  });

  it('asks at once where an event says only that something changed', () => {
    const copy = copyOf();
    told(copy, 1);
    copy.apply({ rev: 2, ask: true });
    expect([copy.rev, copy.need]).toEqual([1, 'ask']);
    copy.applyChanges({ messages: [aMessage({ seq: 1, rev: 2, text: 'edited' })], members: [], rev: 2, more: false });
    expect([copy.rev, copy.need, copy.summary().lastMessage?.text]).toEqual([2, 'nothing', 'edited']);
  });

  it('takes pages of changes in which an old row comes late', () => {
    const copy = copyOf();
    copy.applyChanges({ messages: [aMessage({ seq: 2, rev: 2 })], members: [], rev: 2, more: true });
    expect(texts(copy)).toEqual([]);
    copy.applyChanges({ messages: [aMessage({ seq: 1, rev: 3, text: 'edited' })], members: [], rev: 3, more: false });
    expect(texts(copy)).toEqual([1, 2]);
    expect(copy.summary()).toMatchObject({ unread: 2, seq: 2, rev: 3 });
  });

  it('keeps the place of a message that was changed as soon as it was sent, and is told only behind the next one', () => {
    const copy = copyOf();
    told(copy, 1);
    // Message 2 was sent by revision 2 and edited by 4; message 3, sent by revision 3, is told for 2 as well.
    copy.apply({ rev: 2, message: aMessage({ seq: 3, rev: 2 }) });
    copy.apply({ rev: 3, message: aMessage({ seq: 3, rev: 3 }) });
    const kept = copy.save(10);
    const edited = aMessage({ seq: 2, rev: 4, text: 'edited' });
    copy.apply({ rev: 4, message: edited });
    expect(texts(copy)).toEqual([1, 2, 3]);
    expect(copy.summary()).toMatchObject({ unread: 3, rev: 4 });
    const again = new ConversationCopy(kept.conversation, 'ada', kept);
    again.apply({ rev: 4, message: edited });
    expect([texts(again), again.window.hasBefore]).toEqual([[3], true]);
  });

  it('asks how much is unread where a page was ahead of a deletion', () => {
    const copy = copyOf({ seq: 3, rev: 3, unread: 3, lastMessage: aMessage({ seq: 3 }) });
    const deleted = aMessage({ seq: 2, rev: 4, text: '', deletedAt: '2026-01-01T00:00:00.000Z' });
    copy.window.beginPage();
    copy.applyPage({ items: [deleted], hasBefore: true, hasAfter: true }, 3);
    expect([copy.summary().unread, copy.needsSummary]).toEqual([3, false]);
    copy.apply({ rev: 4, message: deleted });
    expect([copy.rev, copy.needsSummary]).toEqual([4, true]);
  });

  it('keeps the place of a message that only a head has told of, and whose change comes behind it', () => {
    const copy = copyOf();
    told(copy, 1);
    copy.hear({ seq: 2, rev: 2, readSeq: 0, unread: 2, mentions: 0, activity: null as never });
    copy.apply({ rev: 2, fields: {} });
    copy.apply({ rev: 3, message: aMessage({ seq: 2, rev: 3, text: 'edited' }) });
    expect(texts(copy)).toEqual([1, 2]);
  });

  it('keeps the place of a message that was changed between the two statements of a catch-up', () => {
    const copy = copyOf();
    told(copy, 1);
    // The server read rev 3; message 2 was edited by 4 before it read the messages up to 3.
    copy.applyChanges({ messages: [aMessage({ seq: 3, rev: 3 })], members: [], rev: 3, more: false });
    copy.apply({ rev: 4, message: aMessage({ seq: 2, rev: 4, text: 'edited' }) });
    expect(texts(copy)).toEqual([1, 2, 3]);
  });

  it('counts unread by the definition: after my pointer, not mine, not deleted', () => {
    const copy = copyOf();
    told(copy, 1, 2, 3);
    copy.apply({ rev: 4, message: aMessage({ seq: 4, senderId: 'ada' }) });
    copy.apply({ rev: 5, message: aMessage({ seq: 2, rev: 5, deletedAt: 'now' }) });
    expect(copy.summary().unread).toBe(2);
    copy.read(1);
    expect(copy.summary()).toMatchObject({ unread: 1, readSeq: 1 });
    copy.read(4);
    copy.read(2);
    expect(copy.summary()).toMatchObject({ unread: 0, readSeq: 4 });
  });

  it('carries the count of the server along where it cannot count itself', () => {
    const copy = copyOf({ seq: 500, rev: 500, unread: 40, readSeq: 450 });
    told(copy, 501, 502);
    expect(copy.summary().unread).toBe(42);
    expect(copy.needsSummary).toBe(false);
    copy.apply({ rev: 503, message: aMessage({ seq: 470, rev: 503, deletedAt: 'now' }) });
    expect(copy.needsSummary).toBe(true);
    expect(copy.adopt(aConversation({ seq: 502, rev: 502, unread: 42, readSeq: 450 }))).toBe(false);
    expect(copy.adopt(aConversation({ seq: 502, rev: 503, unread: 41, readSeq: 450 }))).toBe(true);
    expect([copy.summary().unread, copy.needsSummary]).toEqual([41, false]);
  });

  it('does not count twice what a newer summary counted already', () => {
    const copy = copyOf({ seq: 500, rev: 500, unread: 40, readSeq: 450 });
    copy.adopt(aConversation({ seq: 502, rev: 502, unread: 42, readSeq: 450 }));
    told(copy, 501, 502);
    expect(copy.summary().unread).toBe(42);
  });

  it('says more than 999 as the server does', () => {
    const copy = copyOf({ seq: 2_000, rev: 2_000, unread: limits.unreadMax });
    told(copy, 2_001);
    expect(copy.summary().unread).toBe(limits.unreadMax);
  });

  it('shows the same summary until something changed', () => {
    const copy = copyOf();
    told(copy, 1);
    const summary = copy.summary();
    told(copy, 1);
    expect(copy.summary()).toBe(summary);
  });

  it('is the same again after it was kept', () => {
    const copy = copyOf();
    told(copy, 1, 2, 3);
    const again = new ConversationCopy(copy.save(2).conversation, 'ada', copy.save(2));
    expect(texts(again)).toEqual([2, 3]);
    expect(again.window.hasBefore).toBe(true);
    expect(again.summary()).toEqual(copy.summary());
  });
});
