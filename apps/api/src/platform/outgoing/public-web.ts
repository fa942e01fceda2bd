import { Injectable } from '@nestjs/common';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { networkInterfaces } from 'node:os';
import {
  RequestFilteringHttpAgent,
  type RequestFilteringAgentOptions,
  RequestFilteringHttpsAgent,
} from 'request-filtering-agent';
import { bodyOf } from './body';
import { NotRead } from './not-read';
import { Reach, alsoRefused } from './reach';

export interface Wanted {
  /** Media types, in lower case. */
  types: readonly string[];
  /** What is longer is cut off here, before and after it was decompressed. */
  bytes: number;
  /** For all of it: names, redirects, connections and bytes. */
  ms: number;
  redirects: number;
}

export interface Found {
  type: string;
  /** As the answer names it. */
  charset: string | null;
  body: Buffer;
}

const redirects: readonly number[] = [301, 302, 303, 307, 308];
const headers = {
  // Named plainly, so that those who do not want it can say so.
  'user-agent': 'Parley/1.0 (link preview)',
  accept: 'text/html, application/xhtml+xml',
  'accept-encoding': 'gzip',
};

/**
 * Reads an address that anybody may have written. The filter looks at each address that a connection is about to go to, after
 * the name was resolved: what a name leads to the second time cannot be another place.
 */
@Injectable()
export class PublicWeb {
  constructor(private readonly reach: Reach) {}

  /** Rejects with `NotRead`, whatever is wrong. */
  async read(address: string, wanted: Wanted): Promise<Found> {
    const signal = AbortSignal.timeout(wanted.ms);
    try {
      return await this.follow(address, wanted, signal);
    } catch (error) {
      throw error instanceof NotRead ? error : new NotRead('it could not be read', { cause: error });
    }
  }

  private async follow(address: string, wanted: Wanted, signal: AbortSignal): Promise<Found> {
    let url = this.checked(address);
    for (let hops = 0; hops <= wanted.redirects; hops += 1) {
      const answer = await this.ask(url, signal);
      try {
        const { location } = answer.headers;
        if (!redirects.includes(answer.statusCode ?? 0) || location === undefined) return await found(answer, wanted);
        url = this.checked(location, url);
      } finally {
        answer.destroy();
      }
    }
    throw new NotRead('it leads on and on');
  }

  private checked(address: string, from?: URL): URL {
    if (!URL.canParse(address, from?.href)) throw new NotRead('it is no address');
    const url = new URL(address, from?.href);
    const usual = { 'http:': '80', 'https:': '443' }[url.protocol];
    if (usual === undefined) throw new NotRead('it is of another protocol');
    if (!this.reach.ports.includes(url.port || usual)) throw new NotRead('it is at another port');
    if (url.username !== '' || url.password !== '') throw new NotRead('it carries a name or a password');
    return url;
  }

  private ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const filter = { allowIPAddressList: [...this.reach.addresses], denyIPAddressList: [...alsoRefused, ...ourOwn()] };
    const [{ request }, agent] = url.protocol === 'https:' ? secure(filter) : plain(filter);
    const { lookup } = this.reach;
    const options: RequestOptions = { agent, headers, signal, maxHeaderSize: 16 * 1024, ...(lookup && { lookup }) };
    return new Promise((resolve, reject) => {
      const asked = request(url, options, resolve).on('error', reject);
      // Without a listener it would be an answer that never comes.
      asked.once('upgrade', (_answer, socket) => {
        socket.destroy();
        reject(new NotRead('it speaks something else'));
      });
      asked.end();
    });
  }
}

// A connection for each question: what was allowed once is looked at again.
const plain = (filter: RequestFilteringAgentOptions) =>
  [http, new RequestFilteringHttpAgent({ ...filter, keepAlive: false })] as const;
const secure = (filter: RequestFilteringAgentOptions) =>
  [https, new RequestFilteringHttpsAgent({ ...filter, keepAlive: false })] as const;

/** Behind a firewall, this machine can be reached by itself at places where nobody else reaches it. */
const ourOwn = (): string[] =>
  Object.values(networkInterfaces()).flatMap((all = []) =>
    all.map(({ address, family }) => `${address}/${family === 'IPv4' ? 32 : 128}`),
  );

async function found(answer: IncomingMessage, { types, bytes }: Wanted): Promise<Found> {
  const { 'content-type': said = '' } = answer.headers;
  const type = said.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (answer.statusCode !== 200) throw new NotRead('it is not there');
  if (!types.includes(type)) throw new NotRead('it is of another type');
  const [, charset = null] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(said.slice(0, 500)) ?? [];
  return { type, charset, body: await bodyOf(answer, bytes) };
}
