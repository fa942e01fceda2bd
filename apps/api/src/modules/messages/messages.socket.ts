import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Message, clientEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { type ParleySocket, SocketActor, SocketEdge } from '../../realtime';
import { SocketSendDto } from './messages.dto';
import { SendService } from './sending/send.service';

@SocketEdge()
export class MessagesSocket {
  constructor(private readonly sends: SendService) {}

  @Limited('message.send')
  @SubscribeMessage(clientEvents.messageSend)
  async send(
    @SocketActor() actor: Actor,
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() body: SocketSendDto,
  ): Promise<Message> {
    return (await this.sends.send(actor, body, socket.id)).message;
  }
}
