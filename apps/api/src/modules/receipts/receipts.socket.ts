import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Pointers, clientEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { SocketActor, SocketEdge } from '../../realtime';
import { ReceiptRequestDto } from './receipts.dto';
import { ReceiptsService } from './receipts.service';

@Limited('read')
@SocketEdge()
export class ReceiptsSocket {
  constructor(private readonly receipts: ReceiptsService) {}

  @SubscribeMessage(clientEvents.messageDelivered)
  delivered(@SocketActor() actor: Actor, @MessageBody() body: ReceiptRequestDto): Promise<Pointers> {
    return this.receipts.move(actor, 'delivered', body);
  }

  @SubscribeMessage(clientEvents.messageRead)
  read(@SocketActor() actor: Actor, @MessageBody() body: ReceiptRequestDto): Promise<Pointers> {
    return this.receipts.move(actor, 'read', body);
  }
}
