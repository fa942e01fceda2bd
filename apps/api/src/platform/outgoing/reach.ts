import type { LookupFunction } from 'node:net';

/** How far the server goes for people: what all of the Internet can reach, and nothing else. */
export class Reach {
  readonly ports: readonly string[] = ['80', '443'];
  /** Addresses that are allowed whatever they are. No setting fills this; a test that serves pages itself does. */
  readonly addresses: readonly string[] = [];
  /** Left out: as the machine does. */
  readonly lookup: LookupFunction | undefined = undefined;
}

/**
 * Blocks that the filter's own table takes for public: NAT64 of the local network, addresses with an IPv4 one inside, and
 * the site-local ones of old.
 */
export const alsoRefused: readonly string[] = ['64:ff9b:1::/48', '::/96', 'fec0::/10'];
