import { aMessage } from '../../test/wire';
import { Pins } from './pins';

const pin = (rev: number) => ({ by: 'ada', at: '2026-01-01T00:00:00.000Z', rev });
const seqs = (pins: Pins) => pins.list().map(({ seq }) => seq);

describe('what a conversation keeps in sight', () => {
  let pins: Pins;
  beforeEach(() => (pins = new Pins(new Set())));

  it('takes what was heard while it was asked for as newer than the answer', () => {
    pins.begin();
    pins.hear(aMessage({ seq: 1, rev: 5 }));
    pins.hear(aMessage({ seq: 2, rev: 6, pinned: pin(6) }));
    pins.end([aMessage({ seq: 1, rev: 4, pinned: pin(4) })]);
    expect(seqs(pins)).toEqual([2]);
  });

  it('forgets what was heard while it was asked for when no answer comes: how that goes on is not followed', () => {
    pins.begin();
    pins.hear(aMessage({ seq: 1, rev: 5, pinned: pin(5) }));
    expect(seqs(pins)).toEqual([1]);
    pins.end(null);
    pins.hear(aMessage({ seq: 1, rev: 6 }));
    pins.begin();
    pins.end([]);
    expect(seqs(pins)).toEqual([]);
  });
});
