import {
  type ArgumentsHost,
  Catch,
  Controller,
  type RpcExceptionFilter,
  UseFilters,
  applyDecorators,
} from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { QueueName } from './topics';

/** Nest's own filter would turn every error into "Internal server error" and hide from the broker why an attempt failed. */
@Catch()
class AsItIs implements RpcExceptionFilter<unknown> {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/** A class whose methods work behind the commit: named as a controller in its module. */
export const Worker = (): ClassDecorator => applyDecorators(Controller(), UseFilters(AsItIs));

/** Does its work for each hint of these topics, at least once: a second time changes nothing. */
export const Work =
  (pattern: string, queue: QueueName): MethodDecorator =>
  (target, name, descriptor) =>
    EventPattern(pattern, { queue })(target, name, descriptor as never);
