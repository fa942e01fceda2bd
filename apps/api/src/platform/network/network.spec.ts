import { pino } from 'pino';
import { Config } from '../../config';
import { Log } from '../logging';
import { neighbourhood } from './addresses';
import { type Carrier, Network } from './network';

const lines: string[] = [];
const log = new Log(pino({}, { write: (line: string) => void lines.push(line) }));
const network = (env: Record<string, string> = {}) => new Network(new Config(env), log);
const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as Carrier;

describe('the address of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('has one spelling: %s', (given, expected) => {
    expect(network().addressOf(from(given))).toBe(expected);
  });

  it('is not what a header claims, and the log says so once', () => {
    const bare = network();
    expect(bare.addressOf(from('192.0.2.7', '127.0.0.1'))).toBe('192.0.2.7');
    expect(bare.addressOf(from('192.0.2.7', '127.0.0.1'))).toBe('192.0.2.7');
    expect(lines.splice(0)).toHaveLength(1);
    expect(network({ TRUSTED_PROXIES: '10.0.0.1' }).addressOf(from('10.0.0.2', '1.2.3.4'))).toBe('10.0.0.2');
  });

  it.each([
    ['one proxy', '203.0.113.9', '203.0.113.9'],
    ['two proxies', '203.0.113.9, 10.0.0.7', '203.0.113.9'],
    ['a client that forges what stands before it', '127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['a client that forges a trusted proxy', '1.1.1.1, 10.9.9.9, 203.0.113.9, 10.0.0.7', '203.0.113.9'],
    ['a mapped address', '::ffff:203.0.113.9', '203.0.113.9'],
    ['a port', '203.0.113.9:4711', '203.0.113.9'],
    ['a port in IPv6', '[2001:db8::1]:4711', '2001:db8::1'],
    ['nonsense, for which the proxy stands', 'unknown', '10.0.0.1'],
    ['an address as C reads it', '0x7f.1', '10.0.0.1'],
    ['nothing', '', '10.0.0.1'],
    ['commas', ',,,', '10.0.0.1'],
  ])('is what trusted proxies say: %s', (_, forwarded, expected) => {
    const behind = network({ TRUSTED_PROXIES: '10.0.0.0/8' });
    expect(behind.addressOf(from('10.0.0.1', forwarded))).toBe(expected);
    expect(behind.addressOf(from('::ffff:10.0.0.1', forwarded))).toBe(expected);
  });
});

describe('lists of addresses', () => {
  const admits = (env: Record<string, string>, address: string, forwarded?: string) =>
    network(env).admits(from(address, forwarded));

  it('admit everybody while they are empty', () => expect(admits({}, '192.0.2.7')).toBe(true));

  it('deny in both spellings of IPv4, whichever the list has', () => {
    for (const IP_DENY of ['192.0.2.7', '192.0.2.0/24', '::ffff:192.0.2.7', '::ffff:192.0.2.0/120', '0.0.0.0/0']) {
      expect(admits({ IP_DENY }, '192.0.2.7')).toBe(false);
      expect(admits({ IP_DENY }, '::ffff:192.0.2.7')).toBe(false);
      expect(admits({ IP_DENY }, '2001:db8::1')).toBe(true);
    }
    expect(admits({ IP_DENY: '192.0.2.0/24' }, '192.0.3.7')).toBe(true);
  });

  it('know IPv6 blocks', () => {
    expect(admits({ IP_DENY: '2001:db8::/32' }, '2001:db8:ffff::1')).toBe(false);
    expect(admits({ IP_DENY: '2001:db8::/32' }, '2001:db9::1')).toBe(true);
    expect(admits({ IP_DENY: '::1' }, '127.0.0.1')).toBe(true);
  });

  it('allow only who is on the list, and deny wins', () => {
    const env = { IP_ALLOW: '192.0.2.0/24, 2001:db8::/32', IP_DENY: '192.0.2.7' };
    expect(admits(env, '192.0.2.8')).toBe(true);
    expect(admits(env, '2001:db8::1')).toBe(true);
    expect(admits(env, '198.51.100.1')).toBe(false);
    expect(admits(env, '192.0.2.7')).toBe(false);
    expect(admits({ IP_ALLOW: '192.0.2.0/24' }, 'nonsense')).toBe(false);
  });

  it('look at the client behind a trusted proxy, and at nothing that a client claims', () => {
    const env = { TRUSTED_PROXIES: '10.0.0.1', IP_DENY: '192.0.2.7' };
    expect(admits(env, '10.0.0.1', '192.0.2.7')).toBe(false);
    expect(admits(env, '192.0.2.7', '198.51.100.1')).toBe(false);
    expect(admits(env, '198.51.100.1', '192.0.2.7')).toBe(true);
  });
});

describe('a neighbourhood', () => {
  it('is one address in IPv4, a /64 in IPv6', () => {
    expect(neighbourhood('192.0.2.7')).toBe('192.0.2.7');
    expect(neighbourhood('2001:db8:1:2:3::4')).toBe('2001:db8:1:2::/64');
    expect(neighbourhood('2001:db8:1:2:ffff::1')).toBe(neighbourhood('2001:db8:1:2:3::4'));
    expect(neighbourhood('2001:db8:1:3::4')).not.toBe(neighbourhood('2001:db8:1:2:3::4'));
  });
});
