import { aMessage } from '../../test/wire';
import { MessageWindow } from './window';

const seqs = (window: MessageWindow) => window.visible().map(({ seq }) => seq);

function windowOf(from: number, to: number): MessageWindow {
  const window = new MessageWindow(from, to, from > 1);
  for (let seq = from; seq <= to; seq += 1) window.put(aMessage({ seq }));
  return window;
}

describe('the window', () => {
  it('shows nothing beyond a gap until it is filled', () => {
    const window = windowOf(5, 6);
    window.put(aMessage({ seq: 8 }));
    window.extend();
    expect(seqs(window)).toEqual([5, 6]);
    window.put(aMessage({ seq: 7 }));
    window.extend();
    expect(seqs(window)).toEqual([5, 6, 7, 8]);
  });

  it('takes a gap for a message it may not see once nothing is left to come', () => {
    const window = windowOf(5, 6);
    window.put(aMessage({ seq: 8 }));
    window.follow();
    expect(seqs(window)).toEqual([5, 6, 8]);
  });

  it('keeps the newer of two rows', () => {
    const window = windowOf(1, 1);
    expect(window.put(aMessage({ seq: 1, rev: 9, text: 'edited' }))).toBe(true);
    expect(window.put(aMessage({ seq: 1, rev: 4, text: 'older' }))).toBe(false);
    expect(window.visible()[0]?.text).toBe('edited');
  });

  it('keeps a change that overtakes the page it belongs to', () => {
    const window = windowOf(5, 6);
    window.beginPage();
    window.put(aMessage({ seq: 4, rev: 20, text: 'edited' }));
    window.endPage({ items: [aMessage({ seq: 4 }), aMessage({ seq: 3 })], hasBefore: true, before: 5 });
    expect(seqs(window)).toEqual([3, 4, 5, 6]);
    expect(window.get(4)?.text).toBe('edited');
    expect(window.hasBefore).toBe(true);
  });

  it('lets a page go that does not adjoin any more', () => {
    const window = windowOf(50, 60);
    window.beginPage();
    window.endPage({ items: [aMessage({ seq: 29 })], hasBefore: false, before: 30 });
    expect(window.from).toBe(50);
    expect(window.hasBefore).toBe(true);
    expect(window.get(29)).toBeUndefined();
  });

  it('shows what it had kept for a page once an older stretch reaches down to it', () => {
    const window = windowOf(3, 4);
    window.beginPage();
    window.put(aMessage({ seq: 2 }));
    expect(seqs(window)).toEqual([3, 4]);
    window.join(windowOf(2, 2));
    expect(seqs(window)).toEqual([2, 3, 4]);
  });

  it('gives the same array until something changed', () => {
    const window = windowOf(1, 3);
    const shown = window.visible();
    window.put(aMessage({ seq: 2 }));
    expect(window.visible()).toBe(shown);
    window.trim(2);
    expect(seqs(window)).toEqual([2, 3]);
    expect(window.hasBefore).toBe(true);
  });
});
