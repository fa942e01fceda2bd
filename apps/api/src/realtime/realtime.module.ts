import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from '../config';
import { Log } from '../platform/logging';
import { Metrics } from '../platform/metrics';
import { Redis } from '../platform/redis';
import { Arrivals } from './arrivals';
import { Audience } from './audience';
import { ByteFloods } from './pressure/byte-floods';
import { Doorway } from './pressure/doorway';
import { Farewells } from './pressure/farewells';
import { SlowReaders } from './pressure/slow-readers';
import { Answering } from './edge/answering';
import { UnderWay } from './edge/under-way';
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
import { WholeTexts } from './whole-texts';

/** A database of its own has one node; on any other there may be more, and somebody may wonder why they are slow. */
const slower =
  'without REDIS_URL what other nodes commit is heard up to 2 s later; typing, looking and delivered are not';

function fanoutFor({ databaseUrl }: Config, log: Log, metrics: Metrics, redis?: Redis): Fanout {
  if (redis) return new RedisFanout(redis, metrics);
  if (databaseUrl) log.pino.info(slower);
  return new MemoryFanout();
}

const fanout = {
  provide: Fanout,
  inject: [Config, Log, Metrics, { token: Redis, optional: true }],
  useFactory: fanoutFor,
};

/** `Identity`, `Subscriptions`, `Committed` and `Acquaintance` are answered by the modules that own them, see the ports. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    fanout,
    Answering,
    ByteFloods,
    Doorway,
    Farewells,
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
    WholeTexts,
  ],
  exports: [Looking, Publisher, Typing, UnderWay, Watching],
})
export class RealtimeModule {}
