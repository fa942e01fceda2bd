import type { Event } from 'socket.io';
import { refusalOf, refuse } from './packet-gate';

const ack = () => {};
const packet = (...parts: unknown[]) => parts as Event;

describe('refusalOf', () => {
  it.each([
    ['an object and an acknowledgement', packet('message:send', {}, ack)],
    ['no acknowledgement', packet('message:read', {})],
  ])('lets %s pass', (_, sent) => {
    expect(refusalOf(sent)).toBeNull();
  });

  it('puts an empty object where nothing was sent', () => {
    const sent = packet('sync:heads', ack);
    expect(refusalOf(sent)).toBeNull();
    expect(sent).toEqual(['sync:heads', {}, ack]);
  });

  it.each(['nonsense', 'message:received', 'constructor', '__proto__', ''])('names the unknown event %p', (event) => {
    expect(refusalOf(packet(event, {}, ack))?.code).toBe('event.unknown');
  });

  it.each([
    ['a text', 'text'],
    ['null', null],
    ['an array', []],
    ['binary', Buffer.from('x')],
    ['a number', 7],
  ])('refuses %s as payload', (_, payload) => {
    expect(refusalOf(packet('message:send', payload, ack))?.code).toBe('validation.failed');
  });

  it('refuses more than one payload', () => {
    expect(refusalOf(packet('message:send', {}, {}, ack))?.code).toBe('validation.failed');
  });
});

describe('refuse', () => {
  it('acknowledges with the error', () => {
    const answer = jest.fn();
    refuse(packet('x', answer), { code: 'event.unknown', message: 'no' });
    expect(answer).toHaveBeenCalledWith({ ok: false, error: { code: 'event.unknown', message: 'no' } });
  });

  it('stays silent when no acknowledgement was asked for', () => {
    expect(() => refuse(packet('x', {}), { code: 'event.unknown', message: 'no' })).not.toThrow();
  });
});
