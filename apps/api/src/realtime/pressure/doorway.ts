import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contracts';
import { type IncomingMessage, type Server as HttpServer, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'socket.io';
import { Config } from '../../config';
import { DomainError } from '../../platform/errors';
import { Network, neighbourhood } from '../../platform/network';
import { Slices, giveWay } from '../../platform/turns';
import { type Connection, connectionOf, endHard, engineOf, takeFramesUpTo } from './connection';

const queueMax = 20_000;
/** A client gives up after twenty seconds and knocks anew: behind what waited longer there is nobody any more. */
const longestWaitMs = 15_000;
/** Connections of one address of which nobody knows yet whose they are; everybody behind one proxy may come back at once. */
const strangersMax = 4_000;
/** Tokens looked at at once. While there are more, nobody else is let in: what waits outside costs next to nothing. */
const tryingMax = 200;
/** A token and no more: a stranger has no business with frames of 4 MiB. */
const strangersFrame = 64 * 1024;
/** One connection is tried with another token now and then, and not over and over. */
const triesMax = 5;
const retryInMs = 2_000;
const lookAgainMs = 5;

interface Stranger {
  address: string;
  tries: number;
  isTrying: boolean;
}

type Upgrade = (request: IncomingMessage, wire: Duplex, head: Buffer) => void;

/** Nobody else listens to a connection that waits, and an error nobody hears ends the process. */
const ignore = (): void => undefined;

/** For those who read it; a browser hides it from its page, whose client waits longer after each failure anyway. */
const full = `HTTP/1.1 503 ${STATUS_CODES[503]}\r\nRetry-After: ${retryInMs / 1000}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

const turnAway = (wire: Duplex) => void wire.end(full, () => wire.destroy());

/** The answer to an upgrade and the first packet behind it: a system call less for each who comes back. */
function writeTogether(_: unknown, { headers, socket }: IncomingMessage): void {
  if (headers.upgrade === undefined) return;
  socket.cork();
  process.nextTick(() => socket.uncork());
}

/** Lets connections in at a pace that those inside do not feel, and keeps short who has not said who they are. */
@Injectable()
export class Doorway {
  private readonly queue: { since: number; turn: (isLate: boolean) => void }[] = [];
  /** Ten thousand handshakes at once would be one turn of the event loop, and everybody waits for its end. */
  private readonly handshakes = new Slices();
  private readonly waited = new WeakSet<IncomingMessage>();
  private readonly addresses = new WeakMap<IncomingMessage, string>();
  private readonly byAddress = new Map<string, number>();
  private readonly strangers = new WeakMap<Connection, Stranger>();
  private readonly strangersMax: number;
  private trying = 0;

  constructor(
    private readonly network: Network,
    { rateLimitFactor }: Config,
  ) {
    this.strangersMax = strangersMax * rateLimitFactor;
  }

  watch(server: Server): void {
    const forget = (connection: Connection) => this.forget(connection);
    const closed = function (this: Connection): void {
      forget(this);
    };
    const { strangers } = this;
    const upgrading = function (this: Connection, transport: Connection['transport']): void {
      if (strangers.has(this)) takeFramesUpTo(strangersFrame, { transport });
    };
    // Who was let in between its first word there and its last one here would keep the bound of a stranger.
    const upgraded = function (this: Connection, transport: Connection['transport']): void {
      if (!strangers.has(this)) takeFramesUpTo(limits.frameBytes, { transport });
    };
    engineOf(server).on('headers', writeTogether);
    engineOf(server).on('connection', (connection) => {
      const address = this.addressOf(connection.request);
      this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
      this.strangers.set(connection, { address, tries: 0, isTrying: false });
      takeFramesUpTo(strangersFrame, connection);
      connection.on('upgrading', upgrading);
      connection.on('upgrade', upgraded);
      connection.on('close', closed);
    });
  }

  /**
   * Before anything of a request is read, for that alone takes longer than most messages. Express and Engine.IO see it when
   * it is its turn.
   */
  stand(http: HttpServer): void {
    http.on('connection', giveWay);
    const upgrades = http.listeners('upgrade') as Upgrade[];
    http.removeAllListeners('upgrade');
    http.on('upgrade', (request: IncomingMessage, wire: Duplex, head: Buffer) => {
      wire.on('error', ignore);
      if (this.queue.length >= queueMax) return turnAway(wire);
      this.wait((isLate) => {
        if (wire.destroyed) return;
        if (isLate) return turnAway(wire);
        this.waited.add(request);
        for (const upgrade of upgrades) upgrade.call(http, request, wire, head);
        wire.off('error', ignore);
      });
    });
  }

  /** Decides when it is this one's turn. */
  enter(request: IncomingMessage, decide: (isFull: boolean) => void): void {
    const check = (isLate = false) =>
      decide(isLate || (this.byAddress.get(this.addressOf(request)) ?? 0) >= this.strangersMax);
    if (this.waited.delete(request)) return check();
    if (this.queue.length >= queueMax) return decide(true);
    this.wait(check);
  }

  /** Before a token is looked at; the answer is to be called when that is done, with whether it was good. */
  knock(socket: { conn: unknown }): (isAdmitted: boolean) => void {
    const connection = connectionOf(socket);
    const stranger = this.strangers.get(connection);
    if (!stranger || stranger.isTrying || stranger.tries >= triesMax) {
      setImmediate(() => endHard(connection));
      throw new DomainError('rate.limited', 'One connection is one socket. Open another.', { retryInMs });
    }
    stranger.tries += 1;
    stranger.isTrying = true;
    this.trying += 1;
    return (isAdmitted) => {
      stranger.isTrying = false;
      this.trying -= 1;
      if (!isAdmitted) return;
      this.forget(connection);
      takeFramesUpTo(limits.frameBytes, connection);
    };
  }

  private wait(turn: (isLate: boolean) => void): void {
    this.queue.push({ since: performance.now(), turn });
    if (this.queue.length === 1) this.plan();
  }

  private plan(): void {
    this.handshakes.add(() => this.open());
  }

  private open(): void {
    if (this.trying >= tryingMax) return void setTimeout(() => this.plan(), lookAgainMs);
    const first = this.queue.shift();
    if (this.queue.length > 0) this.plan();
    first?.turn(performance.now() - first.since > longestWaitMs);
  }

  private forget(connection: Connection): void {
    const stranger = this.strangers.get(connection);
    if (!stranger) return;
    this.strangers.delete(connection);
    const left = (this.byAddress.get(stranger.address) ?? 1) - 1;
    if (left > 0) this.byAddress.set(stranger.address, left);
    else this.byAddress.delete(stranger.address);
  }

  private addressOf(request: IncomingMessage): string {
    const known = this.addresses.get(request);
    if (known !== undefined) return known;
    const address = neighbourhood(this.network.addressOf(request));
    this.addresses.set(request, address);
    return address;
  }
}
