import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { type PresenceAnswer, type WatchAnswer, clientEvents } from '@parley/contracts';
import { Limited } from '../../platform/rate-limits';
import { type ParleySocket, SocketEdge, Watching } from '../../realtime';
import { PresenceDto, WatchDto } from './presence.dto';

/** How people are whom somebody has on screen. */
@SocketEdge()
@Limited('presence')
export class PresenceSocket {
  constructor(private readonly watching: Watching) {}

  @SubscribeMessage(clientEvents.presenceWatch)
  async watch(@ConnectedSocket() socket: ParleySocket, @MessageBody() { userIds }: WatchDto): Promise<WatchAnswer> {
    return { items: await this.watching.watch(socket, [...new Set(userIds.map((id) => id.toLowerCase()))]) };
  }

  @SubscribeMessage(clientEvents.presenceSet)
  set(@ConnectedSocket() socket: ParleySocket, @MessageBody() { state }: PresenceDto): PresenceAnswer {
    return { state: this.watching.set(socket, state) };
  }
}
