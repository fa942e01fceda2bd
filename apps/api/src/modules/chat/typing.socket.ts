import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Look, clientEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { type ParleySocket, SocketActor, SocketEdge, Typing } from '../../realtime';
import { LookDto } from './chat.dto';
import { ConversationsService } from './conversations.service';

@SocketEdge()
@Limited('typing')
export class TypingSocket {
  constructor(
    private readonly typing: Typing,
    private readonly conversations: ConversationsService,
  ) {}

  @SubscribeMessage(clientEvents.typingStart)
  async start(
    @SocketActor() actor: Actor,
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() { conversationId }: LookDto,
  ): Promise<Look> {
    await this.conversations.requireWriting(actor, conversationId.toLowerCase());
    return this.typing.start(socket, conversationId.toLowerCase());
  }

  @SubscribeMessage(clientEvents.typingStop)
  stop(@ConnectedSocket() socket: ParleySocket, @MessageBody() { conversationId }: LookDto): Look {
    return this.typing.stop(socket, conversationId.toLowerCase());
  }
}
