import { isTopic, matches } from './topics';

describe('topics', () => {
  it.each([
    ['message.sent', 'message.sent', true],
    ['message.sent', 'message.edited', false],
    ['message.*', 'message.sent', true],
    ['message.*', 'message', false],
    ['message.*', 'message.sent.twice', false],
    ['message.#', 'message', true],
    ['message.#', 'message.sent.twice', true],
    ['#', 'anything.at.all', true],
    ['#.sent', 'message.sent', true],
    ['#.sent', 'sent', true],
    ['*.sent', 'sent', false],
    ['a.#.z', 'a.b.c.z', true],
    ['a.#.z', 'a.b.c', false],
  ])('%s takes %s: %s', (pattern, topic, so) => expect(matches(pattern, topic)).toBe(so));

  it.each(['', '.', 'a..b', 'a.', '*', '#', 'A', 'a b', 'ä', 'a\n', '__proto__', 'x'.repeat(101)])(
    'calls %j no topic',
    (text) => expect(isTopic(text)).toBe(false),
  );
});
