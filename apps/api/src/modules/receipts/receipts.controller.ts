import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Page, type Receipt, limits } from '@parley/contracts';
import { CurrentActor, IdPipe, PageQuery } from '../../http';
import type { Actor } from '../../platform/actor';
import { ReceiptPageDto } from './receipts.dto';
import { ReceiptsService } from './receipts.service';

@ApiTags('receipts')
@ApiBearerAuth()
@Controller('chat/:id/receipts')
export class ReceiptsController {
  constructor(private readonly receipts: ReceiptsService) {}

  @Get()
  @ApiOkResponse({ type: ReceiptPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<Receipt>> {
    return this.receipts.list(actor, id, query.cursor, query.limit ?? limits.pageMax);
  }
}
