import { filledIn } from '../peers/daemon.mjs';
import { idOf, placeOf } from './dialects.mjs';
import { turnsOf } from './interleaved.mjs';
import { framesOf, greeting, idIn } from './xmpp.mjs';

const room = 'w2@conference.localhost';
const id = idOf('0a1b2c3d', 7);
const text = 'x'.repeat(200);

describe('XMPP by hand', () => {
  it('puts the id of a message in its text, and finds it there', () => {
    const [stanza = '', ...more] = framesOf({ token: '', room }, { id, text });
    expect(more).toEqual([]);
    expect(stanza).toContain('type="groupchat"');
    expect(stanza).toMatch(/<body>.{200}<\/body>/);
    expect(placeOf(idIn(Buffer.from(stanza)) ?? '')).toEqual({ run: '0a1b2c3d', nth: 7 });
  });

  it('finds the id behind whatever a server adds', () => {
    const archived = "<stanza-id xmlns='urn:xmpp:sid:0' id='1700'/>";
    expect(idIn(Buffer.from(`<message type='chat' id='other'>${archived}<body>${id}…</body></message>`))).toBe(id);
  });

  it('takes no answer for a message', () => {
    expect(idIn(Buffer.from('<a xmlns="urn:xmpp:sm:3" h="3"/>'))).toBeUndefined();
    expect(idIn(Buffer.from('<message><subject/></message>'))).toBeUndefined();
    expect(idIn(Buffer.from('<iq><body>nothing of ours</body></iq>'))).toBeUndefined();
  });

  it('asks for an answer of its own where no room gives one', () => {
    const seat = { token: 'secret', room: 'w1-0-1@localhost', user: 'w1-0-0', sends: true };
    expect(framesOf(seat, { id, text })).toEqual([
      expect.stringContaining('type="chat"'),
      '<r xmlns="urn:xmpp:sm:3"/>',
    ]);
    expect(greeting(seat).flatMap(({ say }) => say)).toContain('<enable xmlns="urn:xmpp:sm:3"/>');
    expect(greeting({ ...seat, sends: false }).flatMap(({ say }) => say)).not.toContain(
      '<enable xmlns="urn:xmpp:sm:3"/>',
    );
  });
});

describe('turns', () => {
  it('alternate two sides and rotate four', () => {
    expect([0, 1, 2].map((nth) => turnsOf(2, nth))).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
    expect([0, 1].map((nth) => turnsOf(4, nth))).toEqual([
      [0, 1, 2, 3],
      [1, 2, 3, 0],
    ]);
  });
});

describe('the configuration of a peer', () => {
  it('has its values as numbers and as text', () => {
    expect(filledIn(`port: '@port'\nname: '@name'\nurl = "@name", @port`, { port: 5, name: 'x' })).toBe(
      `port: 5\nname: 'x'\nurl = "x", 5`,
    );
  });

  it('leaves an address of a room alone', () => {
    expect(filledIn('a@conference.localhost', { port: 5 })).toBe('a@conference.localhost');
  });
});
