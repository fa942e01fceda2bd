import { aConversation, aMessage } from '../../test/wire';
import { Arrivals } from './arrivals';
import { Copies } from './copies';

const nothing = () => undefined;
const watchers = { told: nothing, settled: nothing, met: nothing, arrived: nothing, doubted: nothing };
/** Left and come back, heard of by the conversation before it is heard of as what is mine alone. */
const backAgain = aConversation({ seq: 3, rev: 5, history: 'joined', visibleAfter: 3, readSeq: 3 });

describe('a conversation that somebody left and came back to', () => {
  let copies: Copies;
  const shown = () => copies.get('c1')?.window.visible().length;
  beforeEach(() => {
    copies = new Copies(nothing);
    copies.put(aConversation({ seq: 3, rev: 3, history: 'joined', lastMessage: aMessage({ seq: 3 }) }), 'front');
  });

  it('shows nothing from before when a summary tells of it', () => {
    expect(shown()).toBe(1);
    copies.put(backAgain, 'front');
    expect(shown()).toBe(0);
    expect(copies.list()[0]).toMatchObject({ rev: 5, lastMessage: null, unread: 0 });
  });

  it('shows nothing from before when a catch-up tells of it', () => {
    const copy = copies.get('c1');
    if (!copy) throw new Error('There is one.');
    const changes = { messages: [], members: [], conversation: backAgain, rev: 5, more: false };
    new Arrivals(copies, watchers).changes(copy, changes);
    expect([shown(), copies.get('c1')?.rev, copies.get('c1')?.need]).toEqual([0, 5, 'nothing']);
  });

  it('is not brought back by an answer to a question from before it was lost', () => {
    const before = copies.asked();
    expect(before('c1')).toBe(true);
    copies.drop('c1');
    const after = copies.asked();
    expect([before('c1'), before('another'), after('c1')]).toEqual([false, true, true]);
    copies.forget();
    expect(after('c1')).toBe(false);
  });

  it('is not taken back there by an older summary', () => {
    copies.put(backAgain, 'front');
    copies.put(aConversation({ seq: 3, rev: 4, lastMessage: aMessage({ seq: 3 }) }), 'front');
    expect([shown(), copies.get('c1')?.facts.value.visibleAfter]).toEqual([0, 3]);
  });
});

describe('what was deleted for oneself alone', () => {
  const told = (copies: Copies, seq: number, rev: number) => {
    const copy = copies.get('c1');
    copy?.pins.begin();
    copy?.apply({ rev, message: aMessage({ seq, rev, pinned: { by: 'bea', at: 'now', rev } }) });
    copy?.pins.end([]);
    return copy?.pins.list().map((message) => message.seq);
  };
  const summary = aConversation({ seq: 3, rev: 3, lastMessage: aMessage({ seq: 3 }) });

  it('stays out of sight in a conversation that is met only later', () => {
    const copies = new Copies(nothing);
    copies.hidden.add('c1', [2]);
    copies.put(summary, 'front');
    expect(told(copies, 2, 4)).toEqual([]);
    expect(told(copies, 1, 5)).toEqual([1]);
  });

  it('stays out of sight in one that was lost and won again', () => {
    const copies = new Copies(nothing);
    copies.put(summary, 'front').hide(2);
    copies.drop('c1');
    expect(copies.hidden.all()).toEqual([['c1', [2]]]);
    copies.put(summary, 'front');
    expect(told(copies, 2, 4)).toEqual([]);
  });
});
