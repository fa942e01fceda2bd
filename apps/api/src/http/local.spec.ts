import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isLocal } from './local';

const asked = (remoteAddress: string, headers: IncomingHttpHeaders) =>
  isLocal({ headers, socket: { remoteAddress } as IncomingMessage['socket'] });

describe('isLocal', () => {
  it.each(['localhost', 'localhost:3000', 'LOCALHOST:1', '127.0.0.1:3000', '127.8.9.1', '[::1]', '[::1]:3000'])(
    'takes a request of this machine for %s',
    (host) => {
      expect(asked('127.0.0.1', { host })).toBe(true);
      expect(asked('::1', { host })).toBe(true);
      expect(asked('::ffff:127.0.0.1', { host })).toBe(true);
    },
  );

  it.each([
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.example#localhost',
    '127.0.0.1:3000@evil.example',
    '192.168.1.4:3000',
    '',
    undefined,
  ])('does not trust a name that another site may have rebound: %s', (host) => {
    expect(asked('127.0.0.1', { host })).toBe(false);
  });

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'])(
    'knows a proxy by %s',
    (name) => {
      expect(asked('127.0.0.1', { host: 'localhost:3000', [name]: 'x' })).toBe(false);
    },
  );

  it('does not take another machine for this one, whatever it calls us', () => {
    expect(asked('192.168.1.4', { host: 'localhost:3000' })).toBe(false);
  });
});
