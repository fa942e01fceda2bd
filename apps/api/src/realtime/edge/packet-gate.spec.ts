import type { Event } from 'socket.io';
import { readPacket } from './packet-gate';

const ack = () => {};
const packet = (...parts: unknown[]) => parts as Event;
const refusalOf = (...parts: unknown[]) => readPacket(packet(...parts)).refusal?.code;

describe('readPacket', () => {
  it('reads an object and an acknowledgement', () => {
    const body = { text: 'ahoy' };
    expect(readPacket(packet('message:send', body, ack))).toMatchObject({ body, acknowledge: ack, refusal: null });
  });

  it('takes an event whose answer nobody waits for', () => {
    const { refusal, acknowledge } = readPacket(packet('message:read', {}));
    expect(refusal).toBeNull();
    expect(() => acknowledge({ ok: true, data: null })).not.toThrow();
  });

  it.each([[['sync:heads', ack]], [['sync:heads', undefined, ack]], [['sync:heads']]])(
    'takes an empty object where nothing was sent: %j',
    (sent) => expect(readPacket(packet(...sent))).toMatchObject({ body: {}, refusal: null }),
  );

  it.each(['nonsense', 'message:received', 'constructor', '__proto__', '', 7])(
    'refuses the unknown event %p',
    (event) => {
      expect(refusalOf(event, {}, ack)).toBe('event.unknown');
    },
  );

  it('repeats of a name no more than its beginning', () => {
    const { refusal } = readPacket(packet('x'.repeat(1_000), {}, ack));
    expect(refusal?.details).toEqual({ event: 'x'.repeat(64) });
  });

  it.each([
    ['a text', 'text'],
    ['null', null],
    ['an array', []],
    ['binary', Buffer.from('x')],
    ['a number', 7],
  ])('refuses %s as payload', (_, payload) => {
    expect(refusalOf('message:send', payload, ack)).toBe('validation.failed');
  });

  it.each([[[{}, {}, ack]], [[{}, {}]], [[undefined, {}, ack]]])('refuses more than one payload: %j', (sent) => {
    expect(refusalOf('message:send', ...sent)).toBe('validation.failed');
  });
});
