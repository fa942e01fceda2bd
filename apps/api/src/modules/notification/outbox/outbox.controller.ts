import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Config } from '../../../config';
import { Public, isLocal } from '../../../http';
import { notFound } from '../../../platform/errors';
import { Outbox } from './outbox';
import { listPage, mailPage, pageStyleSource } from './outbox.page';

const html = 'text/html; charset=utf-8';
const framed = "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For developers: the codes and links of everybody's mails, so only for this machine itself, and only without SMTP. */
@ApiExcludeController()
@Public()
@Controller('outbox')
export class OutboxController {
  constructor(
    private readonly outbox: Outbox,
    private readonly config: Config,
  ) {}

  @Get()
  @Header('Content-Type', html)
  @Header('Content-Security-Policy', `default-src 'none'; style-src ${pageStyleSource}; ${framed}`)
  async list(@Req() request: Request): Promise<string> {
    this.refuseOthers(request);
    return listPage(await this.outbox.latest());
  }

  @Get(':file')
  @Header('Content-Type', html)
  @Header('Content-Security-Policy', `default-src 'none'; style-src ${pageStyleSource}; ${framed}`)
  async mail(@Req() request: Request, @Param('file') file: string): Promise<string> {
    this.refuseOthers(request);
    return mailPage(await this.outbox.find(file));
  }

  /** As a mail program would show it: nothing in it runs or loads, and its links open elsewhere. */
  @Get(':file/html')
  @Header('Content-Type', html)
  @Header(
    'Content-Security-Policy',
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  )
  async html(@Req() request: Request, @Param('file') file: string): Promise<string> {
    this.refuseOthers(request);
    return (await this.outbox.find(file)).html.replace('<head>', '<head><base target="_blank">');
  }

  private refuseOthers(request: Request): void {
    if (this.config.smtpUrl || !isLocal(request)) throw notFound();
  }
}
