import { Global, Module } from '@nestjs/common';
import { Arrivals } from './arrivals';
import { Gateway } from './gateway';
import { Publisher } from './publisher';

/** `Identity` and `Subscriptions` are answered by the modules that own them, see the ports. */
@Global()
@Module({ providers: [Gateway, Arrivals, Publisher], exports: [Publisher] })
export class RealtimeModule {}
