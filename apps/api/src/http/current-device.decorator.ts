import { type ExecutionContext, Injectable, type PipeTransform, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import { type Device, Network } from '../platform/network';

@Injectable()
class DevicePipe implements PipeTransform<Request, Device> {
  constructor(private readonly network: Network) {}

  transform(request: Request): Device {
    return this.network.deviceOf(request);
  }
}

const WholeRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<Request>(),
);

/** What the request tells of where it came from. */
export const CurrentDevice = () => WholeRequest(DevicePipe);
