import { Global, Module } from '@nestjs/common';
import { Acquaintance } from '../../realtime';
import { AcquaintanceRepository } from './acquaintance.repository';
import { PresenceSocket } from './presence.socket';

/** Global for one export: it answers realtime's `Acquaintance`. */
@Global()
@Module({
  providers: [PresenceSocket, { provide: Acquaintance, useClass: AcquaintanceRepository }],
  exports: [Acquaintance],
})
export class PresenceModule {}
