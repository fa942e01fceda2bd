import { Global, Module } from '@nestjs/common';
import { Metrics } from '../platform/metrics';
import { Redis } from '../platform/redis';
import { Arrivals } from './arrivals';
import { Audience } from './audience';
import { ByteFloods } from './pressure/byte-floods';
import { Doorway } from './pressure/doorway';
import { SlowReaders } from './pressure/slow-readers';
import { MemoryFanout } from './fanout/fanout.memory';
import { Fanout } from './fanout/fanout.port';
import { RedisFanout } from './fanout/fanout.redis';
import { Relay } from './fanout/relay';
import { Gateway } from './gateway';
import { Looking } from './looking';
import { Attendance } from './presence/attendance';
import { Elsewhere } from './presence/elsewhere';
import { Pulse } from './presence/pulse';
import { Watches } from './presence/watches';
import { Watching } from './presence/watching';
import { Publisher } from './publisher';
import { Sweep } from './sweep/sweep';
import { Teller } from './telling/teller';
import { Typing } from './typing';
import { UnderWay } from './under-way';

const fanout = {
  provide: Fanout,
  inject: [Metrics, { token: Redis, optional: true }],
  useFactory: (metrics: Metrics, redis?: Redis) => (redis ? new RedisFanout(redis, metrics) : new MemoryFanout()),
};

/** `Identity`, `Subscriptions`, `Committed` and `Acquaintance` are answered by the modules that own them, see the ports. */
@Global()
@Module({
  providers: [
    fanout,
    ByteFloods,
    Doorway,
    Arrivals,
    Audience,
    Gateway,
    Looking,
    Publisher,
    Relay,
    SlowReaders,
    Sweep,
    Teller,
    Typing,
    UnderWay,
    Attendance,
    Elsewhere,
    Pulse,
    Watches,
    Watching,
  ],
  exports: [Looking, Publisher, Typing, UnderWay, Watching],
})
export class RealtimeModule {}
