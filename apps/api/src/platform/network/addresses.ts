import ipaddr from 'ipaddr.js';
import { isIPv4 } from 'node:net';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Some proxies write the port too: `192.0.2.7:5123`, `[2001:db8::1]:5123`. */
const withPort = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|\[([\da-f:.]+)\])(?::\d{1,5})?$/i;
const wholeAddress = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:.]*:[\da-f:.]*(?:%[\w.-]{1,32})?)$/i;

/** An IPv4 address inside an IPv6 one is that IPv4 address: else a list of one kind could be walked around in the other. */
function parse(text: string): Address | null {
  const [, v4, v6] = withPort.exec(text) ?? [];
  const bare = v4 ?? v6 ?? text;
  return wholeAddress.test(bare) && ipaddr.isValid(bare) ? ipaddr.process(bare.split('%', 1)[0] ?? bare) : null;
}

const mapped = '::ffff:';

/** One spelling for each address; null for what is none. */
export function normaliseAddress(text: string): string | null {
  // As the system says nearly all of them: asked for each request and each connection.
  const plain = text.startsWith(mapped) ? text.slice(mapped.length) : text;
  return isIPv4(plain) ? plain : (parse(text)?.toString() ?? null);
}

/**
 * Whom a limit by address holds: an IPv4 address, or the /64 of an IPv6 one, which is the least that anybody is given
 * and holds more addresses than there are counters.
 */
export function neighbourhood(address: string): string {
  if (!address.includes(':')) return address;
  const parsed = parse(address);
  if (!(parsed instanceof ipaddr.IPv6)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

/** A list of addresses and CIDR blocks. */
export class Blocks {
  private readonly blocks: [Address, number][];

  /** Takes what the configuration has checked. */
  constructor(given: readonly string[]) {
    this.blocks = given.map(blockOf);
  }

  get isEmpty(): boolean {
    return this.blocks.length === 0;
  }

  has(address: string): boolean {
    const parsed = parse(address);
    if (!parsed) return false;
    return this.blocks.some(([block, bits]) => block.kind() === parsed.kind() && parsed.match(block, bits));
  }
}

function blockOf(text: string): [Address, number] {
  const [address = '', bits] = text.split('/', 2);
  const block = ipaddr.process(address);
  const whole = block.kind() === 'ipv4' ? 32 : 128;
  const isMapped = whole === 32 && address.includes(':');
  return [block, bits === undefined ? whole : Math.max(0, Number(bits) - (isMapped ? 96 : 0))];
}
