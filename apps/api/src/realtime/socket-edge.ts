import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
  UsePipes,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Ack } from '@parley/contracts';
import { type Observable, catchError, map, of } from 'rxjs';
import type { Actor } from '../platform/actor';
import { toErrorBody } from '../platform/errors';
import { Log } from '../platform/logging';
import { Metrics } from '../platform/metrics';
import { LimitEvents } from '../platform/rate-limits';
import { createValidationPipe } from '../platform/validation';
import type { ParleySocket } from './socket';

/**
 * Spends the limit of an event, and turns what its handler returns or throws into the one acknowledgement shape. One
 * interceptor, not two: each costs an event as much as its validation does.
 */
@Injectable()
export class Acknowledge implements NestInterceptor {
  constructor(
    private readonly limits: LimitEvents,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<Ack<unknown>>> {
    try {
      await this.limits.spend(context);
    } catch (error) {
      return of(this.refusal(error));
    }
    return next.handle().pipe(
      map((data) => ({ ok: true as const, data })),
      catchError((error: unknown) => of(this.refusal(error))),
    );
  }

  private refusal(error: unknown): Ack<never> {
    const { body, unexpected } = toErrorBody(error);
    if (unexpected) this.log.pino.error({ err: error }, 'socket event failed');
    this.metrics.socketRefusals.inc({ code: body.code });
    return { ok: false, error: body };
  }
}

/** Marks a class whose `@SubscribeMessage` methods answer client events: limited and validated in, acknowledged out. */
export const SocketEdge = () =>
  applyDecorators(WebSocketGateway(), UseInterceptors(Acknowledge), UsePipes(createValidationPipe()));

const socketOf = (context: ExecutionContext) => context.switchToWs().getClient<ParleySocket>();

/** The person behind the socket, from its verified token and from nothing else. */
export const SocketActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { userId, sessionId } = socketOf(context).data.identity;
  return { userId, sessionId };
});
