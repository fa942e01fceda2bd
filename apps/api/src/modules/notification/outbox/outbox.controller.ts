import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Config } from '../../../config';
import { Public, isLocal } from '../../../http';
import { notFound } from '../../../platform/errors';
import { Outbox } from './outbox';
import { listPage, mailPage, pageStyleSource } from './pages';

const ofPages = `default-src 'none'; style-src ${pageStyleSource}; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
/** As a mail program would show it: nothing in it runs or loads, and its links open elsewhere. */
const ofMails =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

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
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.refuseOthers(request);
    answer(response, listPage(await this.outbox.latest()), ofPages);
  }

  @Get(':file')
  async mail(@Req() request: Request, @Res() response: Response, @Param('file') file: string): Promise<void> {
    this.refuseOthers(request);
    answer(response, mailPage(await this.outbox.find(file)), ofPages);
  }

  @Get(':file/html')
  async html(@Req() request: Request, @Res() response: Response, @Param('file') file: string): Promise<void> {
    this.refuseOthers(request);
    const { html } = await this.outbox.find(file);
    answer(response, html.replace('<head>', '<head><base target="_blank">'), ofMails);
  }

  private refuseOthers(request: Request): void {
    if (this.config.smtpUrl || !isLocal(request)) throw notFound();
  }
}

const answer = (response: Response, html: string, policy: string): void =>
  void response.set('Content-Security-Policy', policy).type('html').send(html);
