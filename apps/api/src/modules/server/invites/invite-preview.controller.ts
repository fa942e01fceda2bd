import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { InvitePreview } from '@parley/contracts';
import { Public } from '../../../http';
import { Limited } from '../../../platform/rate-limits';
import { InvitePreviewDto } from './invites.dto';
import { InvitesService } from './invites.service';

/** Under `auth`, beside the other doors that are open to people without an account. */
@ApiTags('auth')
@Public()
@Controller('auth/invites')
export class InvitePreviewController {
  constructor(private readonly invites: InvitesService) {}

  @Get(':code')
  @Limited('invite.redeem')
  @ApiOkResponse({ type: InvitePreviewDto })
  preview(@Param('code') code: string): Promise<InvitePreview> {
    return this.invites.preview(code);
  }
}
