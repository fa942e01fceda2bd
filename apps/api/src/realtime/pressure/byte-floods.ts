import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type ErrorBody, limits } from '@parley/contracts';
import type { Server } from 'socket.io';
import { Config } from '../../config';
import { type Connection, engineOf, owners } from './connection';

/** What one person's sockets may say together: so much at once … */
const burst = 16 * 1024 * 1024;
/** … and so much a second for ever. */
const perSecond = 2 * 1024 * 1024;
/** Shorter than what a client has to answer a ping: reading less does not end a socket. */
const longestPauseMs = 10_000;
const forgetEveryMs = 60_000;

interface Budget {
  left: number;
  at: number;
}

/**
 * A frame has cost its parsing before anybody can refuse it. So whoever sends too many bytes is read more slowly, which slows
 * them and nobody else; what comes all the same, on other sockets or by polling, is refused.
 */
@Injectable()
export class ByteFloods implements OnModuleDestroy {
  private readonly budgets = new Map<string, Budget>();
  private readonly factor: number;
  private readonly timer: NodeJS.Timeout;

  constructor({ rateLimitFactor }: Config) {
    this.factor = rateLimitFactor;
    this.timer = setInterval(() => this.forget(), forgetEveryMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  watch(server: Server): void {
    const hear = (connection: Connection, bytes: number) => this.hear(connection, bytes);
    // A frame may hold nothing at all, and what throws here ends the process.
    const heard = function (this: Connection, data: string | Buffer | undefined): void {
      hear(this, data?.length ?? 0);
    };
    engineOf(server).on('connection', (connection) => connection.on('data', heard));
  }

  /** Of a frame that came although nothing was left, and more than one frame ago. */
  refusal(userId: string): ErrorBody | null {
    const { left } = this.budgets.get(userId) ?? { left: 0 };
    if (left >= -limits.frameBytes) return null;
    const retryAfterSeconds = Math.ceil(this.msUntilPaid(left) / 1000);
    return { code: 'rate.limited', message: 'Too many bytes. Send less at once.', details: { retryAfterSeconds } };
  }

  private hear(connection: Connection, bytes: number): void {
    const userId = owners.get(connection);
    if (userId === undefined) return;
    const budget = this.budgetOf(userId);
    budget.left -= bytes;
    const wire = connection.transport.socket;
    if (budget.left >= 0 || !wire || wire.isPaused) return;
    wire.pause();
    setTimeout(() => wire.resume(), Math.min(longestPauseMs, this.msUntilPaid(budget.left))).unref();
  }

  private budgetOf(userId: string): Budget {
    const now = Date.now();
    const budget = this.budgets.get(userId) ?? { left: burst * this.factor, at: now };
    // A clock that is set back gives nothing.
    const since = Math.max(0, now - budget.at) / 1000;
    budget.left = Math.min(burst * this.factor, budget.left + since * perSecond * this.factor);
    budget.at = now;
    this.budgets.set(userId, budget);
    return budget;
  }

  private msUntilPaid(left: number): number {
    return (-left / (perSecond * this.factor)) * 1000;
  }

  private forget(): void {
    for (const userId of this.budgets.keys()) {
      if (this.budgetOf(userId).left >= burst * this.factor) this.budgets.delete(userId);
    }
  }
}
