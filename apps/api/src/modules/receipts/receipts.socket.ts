import { Injectable } from '@nestjs/common';
import { type Pointers, clientEvents } from '@parley/contracts';
import { Answers, type Asker } from '../../realtime';
import { ReceiptRequestDto } from './receipts.dto';
import { ReceiptsService } from './receipts.service';

@Injectable()
export class ReceiptsSocket {
  constructor(private readonly receipts: ReceiptsService) {}

  @Answers(clientEvents.messageDelivered, { body: ReceiptRequestDto, limit: 'read' })
  delivered(body: ReceiptRequestDto, { actor }: Asker): Promise<Pointers> {
    return this.receipts.move(actor, 'delivered', body);
  }

  @Answers(clientEvents.messageRead, { body: ReceiptRequestDto, limit: 'read' })
  read(body: ReceiptRequestDto, { actor }: Asker): Promise<Pointers> {
    return this.receipts.move(actor, 'read', body);
  }
}
