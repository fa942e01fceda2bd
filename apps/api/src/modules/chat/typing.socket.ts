import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Look, clientEvents } from '@parley/contracts';
import { Limited } from '../../platform/rate-limits';
import { type ParleySocket, SocketEdge, Typing } from '../../realtime';
import { LookDto } from './chat.dto';

@SocketEdge()
@Limited('typing')
export class TypingSocket {
  constructor(private readonly typing: Typing) {}

  @SubscribeMessage(clientEvents.typingStart)
  start(@ConnectedSocket() socket: ParleySocket, @MessageBody() { conversationId }: LookDto): Look {
    return this.typing.start(socket, conversationId.toLowerCase());
  }

  @SubscribeMessage(clientEvents.typingStop)
  stop(@ConnectedSocket() socket: ParleySocket, @MessageBody() { conversationId }: LookDto): Look {
    return this.typing.stop(socket, conversationId.toLowerCase());
  }
}
