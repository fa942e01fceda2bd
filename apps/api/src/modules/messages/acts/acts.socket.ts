import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type Message, clientEvents } from '@parley/contracts';
import type { Actor } from '../../../platform/actor';
import { Limited } from '../../../platform/rate-limits';
import { type ParleySocket, SocketActor, SocketEdge } from '../../../realtime';
import { ReactDto, SocketDeleteDto, SocketEditDto } from './acts.dto';
import { DeleteService } from './delete.service';
import { EditService } from './edit.service';
import { ReactService } from './react.service';

@SocketEdge()
@Limited('message.act')
export class ActsSocket {
  constructor(
    private readonly edits: EditService,
    private readonly deletions: DeleteService,
    private readonly reactions: ReactService,
  ) {}

  @SubscribeMessage(clientEvents.messageEdit)
  edit(
    @SocketActor() actor: Actor,
    @ConnectedSocket() { id: socketId }: ParleySocket,
    @MessageBody() { messageId, text }: SocketEditDto,
  ): Promise<Message> {
    return this.edits.edit(actor, { messageId, socketId }, text);
  }

  @SubscribeMessage(clientEvents.messageDelete)
  delete(
    @SocketActor() actor: Actor,
    @ConnectedSocket() { id: socketId }: ParleySocket,
    @MessageBody() { messageId, for: whose }: SocketDeleteDto,
  ): Promise<Message> {
    return this.deletions.delete(actor, { messageId, socketId }, whose);
  }

  @SubscribeMessage(clientEvents.messageReact)
  react(
    @SocketActor() actor: Actor,
    @ConnectedSocket() { id: socketId }: ParleySocket,
    @MessageBody() { messageId, emoji, on }: ReactDto,
  ): Promise<Message> {
    return this.reactions.react(actor, { messageId, socketId }, { emoji, on });
  }
}
