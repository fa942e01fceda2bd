import { Injectable } from '@nestjs/common';
import {
  type ChangesAnswer,
  type Heads,
  type ManyChangesAnswer,
  type SelfAnswer,
  clientEvents,
} from '@parley/contracts';
import { Answers, type Asker } from '../../realtime';
import { ChangesService } from './changes.service';
import { HeadsDto, SelfDto, SocketChangesDto, questionOf } from './sync.dto';
import { SyncService } from './sync.service';

@Injectable()
export class SyncSocket {
  constructor(
    private readonly sync: SyncService,
    private readonly changed: ChangesService,
  ) {}

  @Answers(clientEvents.syncHeads, { body: HeadsDto, limit: 'sync' })
  heads(body: HeadsDto, { actor }: Asker): Promise<Heads> {
    return this.sync.heads(actor, body);
  }

  @Answers(clientEvents.syncChanges, { body: SocketChangesDto, limit: 'sync' })
  changes(body: SocketChangesDto, { actor }: Asker): Promise<ChangesAnswer | ManyChangesAnswer> {
    const question = questionOf(body);
    return 'since' in question ? this.changed.many(actor, question) : this.changed.one(actor, question);
  }

  @Answers(clientEvents.syncSelf, { body: SelfDto, limit: 'sync' })
  self(body: SelfDto, { actor }: Asker): Promise<SelfAnswer> {
    return this.sync.self(actor, body);
  }
}
