import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { Config } from '../../config';
import { Log } from '../logging';
import { Blocks, normaliseAddress } from './addresses';

/** A request as Node has it: of HTTP and of a socket's handshake alike. */
export type Carrier = Pick<IncomingMessage, 'headers' | 'socket'>;

/** What a request tells of where it came from. */
export interface Device {
  address: string | null;
  userAgent: string | null;
}

/** Who is at the other end, and whether they may come in at all. */
@Injectable()
export class Network {
  private readonly trusted: Blocks;
  private readonly allowed: Blocks;
  private readonly denied: Blocks;
  private warned = false;

  constructor(
    config: Config,
    private readonly log: Log,
  ) {
    this.trusted = new Blocks(config.trustedProxies);
    this.allowed = new Blocks(config.ipAllow);
    this.denied = new Blocks(config.ipDeny);
  }

  /**
   * The client's address. `X-Forwarded-For` is read from the right, as far as those who wrote it are trusted: anybody can
   * write anything to the left of that.
   */
  addressOf(request: Carrier): string {
    const peer = normaliseAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
    if (!request.headers['x-forwarded-for']) return peer;
    if (!this.trusted.has(peer)) {
      this.warn(peer);
      return peer;
    }
    return normaliseAddress(proxyAddress(request as IncomingMessage, (each) => this.trusted.has(each))) ?? peer;
  }

  deviceOf(request: Carrier): Device {
    return { address: this.addressOf(request), userAgent: request.headers['user-agent']?.slice(0, 400) ?? null };
  }

  admits(request: Carrier): boolean {
    if (this.allowed.isEmpty && this.denied.isEmpty) return true;
    const address = this.addressOf(request);
    return !this.denied.has(address) && (this.allowed.isEmpty || this.allowed.has(address));
  }

  /** Said once: without it everybody behind that proxy is one address, and shares its limits. */
  private warn(peer: string): void {
    if (this.warned) return;
    this.warned = true;
    this.log.pino.warn(
      { peer },
      'X-Forwarded-For came from an address that TRUSTED_PROXIES does not name: not believed',
    );
  }
}
