import { Controller, Get, Header, HttpStatus, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { notFound } from '../platform/errors';
import { Health, type Readiness } from '../platform/health';
import { Metrics } from '../platform/metrics';
import { Unlimited } from '../platform/rate-limits';
import { Public } from './actor.decorator';
import { isLocal } from './local';

@ApiExcludeController()
@Public()
@Unlimited()
@Controller()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  /** Numbers say a lot about a server: told to this machine itself, and to nobody else. */
  @Get('metrics')
  async prometheus(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!isLocal(request)) throw notFound();
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
