import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type LookAnswer, clientEvents } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Looking, type ParleySocket, SocketActor, SocketEdge } from '../../realtime';
import { LookDto } from './chat.dto';
import { ConversationsService } from './conversations.service';

/** Who has a conversation on screen. It decides nothing about what they hear of it. */
@SocketEdge()
export class LookingSocket {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly looking: Looking,
  ) {}

  @SubscribeMessage(clientEvents.conversationJoin)
  async join(
    @SocketActor() actor: Actor,
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() { conversationId }: LookDto,
  ): Promise<LookAnswer> {
    const place = await this.conversations.place(actor, conversationId.toLowerCase());
    const bringsTexts = await this.looking.begin(socket, place.conversationId);
    return bringsTexts ? { ...place, texts: true } : place;
  }

  @SubscribeMessage(clientEvents.conversationLeave)
  async leave(
    @SocketActor() actor: Actor,
    @ConnectedSocket() socket: ParleySocket,
    @MessageBody() { conversationId }: LookDto,
  ): Promise<LookAnswer> {
    await this.looking.end(socket, conversationId.toLowerCase());
    return this.conversations.place(actor, conversationId.toLowerCase());
  }
}
