import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Message, clientEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { type ParleySocket, SocketActor, SocketEdge } from '../../../realtime';
import { PinDto } from '../acts/acts.dto';
import { PinsService } from './pins.service';

@SocketEdge()
export class PinsSocket {
  constructor(private readonly pins: PinsService) {}

  @Limited('message.act')
  @SubscribeMessage(clientEvents.messagePin)
  pin(
    @SocketActor() actor: Actor,
    @ConnectedSocket() { id: socketId }: ParleySocket,
    @MessageBody() { messageId, on }: PinDto,
  ): Promise<Message> {
    return this.pins.set(actor, { messageId, socketId }, on);
  }
}
