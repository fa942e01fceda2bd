import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Ack, clientEvents } from '@parley/contracts';
import type { Event } from 'socket.io';
import { toErrorBody } from '../../platform/errors';
import { Log } from '../../platform/logging';
import { Metrics } from '../../platform/metrics';
import { type LimitName, RateLimits } from '../../platform/rate-limits';
import { createValidationPipe } from '../../platform/validation';
import type { ParleySocket } from '../socket';
import { type Mark, marksOf } from './answers.decorator';
import { type Asked, readPacket } from './packet-gate';
import { UnderWay } from './under-way';

interface Answer {
  limit: LimitName;
  body: Mark['body'];
  call: Mark['handler'];
}

/**
 * Answers every client event: the one way in, and the one acknowledgement out. Nest's guards, pipes, interceptors and
 * filters stand at no event, see docs/adr/0023.
 */
@Injectable()
export class Answering implements OnModuleInit {
  private readonly answers = new Map<string, Answer>();
  private readonly pipe = createValidationPipe();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly limits: RateLimits,
    private readonly underWay: UnderWay,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  /** A server that leaves a client event without an answer does not start. */
  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function') continue;
      for (const mark of marksOf(metatype)) this.answers.set(mark.event, this.answerOf(mark, instance as object));
    }
    const missing = Object.values(clientEvents).filter((event) => !this.answers.has(event));
    if (missing.length > 0) throw new Error(`nobody answers ${missing.join(', ')}`);
  }

  get events(): string[] {
    return [...this.answers.keys()];
  }

  /** Takes one packet, answers it, and never throws. */
  async take(socket: ParleySocket, packet: Event): Promise<void> {
    if (!socket.connected) return;
    const asked = readPacket(packet);
    try {
      asked.acknowledge(await this.answer(socket, asked));
    } catch (error) {
      this.log.pino.error({ err: error }, 'a socket event was left unanswered');
    }
  }

  private async answer(socket: ParleySocket, { event, body, refusal }: Asked): Promise<Ack<unknown>> {
    const refused = refusal ?? this.underWay.begin(socket);
    if (refused) return this.refuse(refused);
    try {
      return { ok: true, data: await this.handle(socket, event, body) };
    } catch (error) {
      const { body: said, unexpected } = toErrorBody(error);
      if (unexpected) this.log.pino.error({ err: error }, 'socket event failed');
      return this.refuse(said);
    } finally {
      this.underWay.end(socket);
    }
  }

  /** The limit first: what is refused has been spent. */
  private async handle(socket: ParleySocket, event: string, given: object): Promise<unknown> {
    const answer = this.answers.get(event);
    if (!answer) throw new Error(`nobody answers ${event}`);
    const { userId, sessionId } = socket.data.identity;
    await this.limits.spend(answer.limit, { account: userId });
    const body = (await this.pipe.transform(given, { type: 'body', metatype: answer.body })) as object;
    return answer.call(body, { actor: { userId, sessionId }, socket });
  }

  private refuse(error: Extract<Ack<unknown>, { ok: false }>['error']): Ack<never> {
    this.metrics.socketRefusals.inc({ code: error.code });
    return { ok: false, error };
  }

  private answerOf({ event, handler, body, limit = 'any.event' }: Mark, instance: object): Answer {
    if (this.answers.has(event)) throw new Error(`two answer ${event}`);
    return { limit, body, call: handler.bind(instance) };
  }
}
