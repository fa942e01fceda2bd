import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import {
  type ChangesAnswer,
  type Heads,
  type ManyChangesAnswer,
  type SelfAnswer,
  clientEvents,
} from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Limited } from '../../platform/rate-limits';
import { SocketActor, SocketEdge } from '../../realtime';
import { ChangesService } from './changes.service';
import { HeadsDto, SelfDto, SocketChangesDto, questionOf } from './sync.dto';
import { SyncService } from './sync.service';

@Limited('sync')
@SocketEdge()
export class SyncSocket {
  constructor(
    private readonly sync: SyncService,
    private readonly changed: ChangesService,
  ) {}

  @SubscribeMessage(clientEvents.syncHeads)
  heads(@SocketActor() actor: Actor, @MessageBody() body: HeadsDto): Promise<Heads> {
    return this.sync.heads(actor, body);
  }

  @SubscribeMessage(clientEvents.syncChanges)
  changes(
    @SocketActor() actor: Actor,
    @MessageBody() body: SocketChangesDto,
  ): Promise<ChangesAnswer | ManyChangesAnswer> {
    const question = questionOf(body);
    return 'since' in question ? this.changed.many(actor, question) : this.changed.one(actor, question);
  }

  @SubscribeMessage(clientEvents.syncSelf)
  self(@SocketActor() actor: Actor, @MessageBody() body: SelfDto): Promise<SelfAnswer> {
    return this.sync.self(actor, body);
  }
}
