import { Injectable } from '@nestjs/common';
import { type PresenceAnswer, type WatchAnswer, clientEvents } from '@parley/contracts';
import { Answers, type Asker, Watching } from '../../realtime';
import { PresenceDto, WatchDto } from './presence.dto';

/** How people are whom somebody has on screen. */
@Injectable()
export class PresenceSocket {
  constructor(private readonly watching: Watching) {}

  @Answers(clientEvents.presenceWatch, { body: WatchDto, limit: 'presence' })
  async watch({ userIds }: WatchDto, { socket }: Asker): Promise<WatchAnswer> {
    return { items: await this.watching.watch(socket, [...new Set(userIds.map((id) => id.toLowerCase()))]) };
  }

  @Answers(clientEvents.presenceSet, { body: PresenceDto, limit: 'presence' })
  set({ state }: PresenceDto, { socket }: Asker): PresenceAnswer {
    return { state: this.watching.set(socket, state) };
  }
}
