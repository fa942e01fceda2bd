import { Global, Module } from '@nestjs/common';
import { Arrivals } from './arrivals';
import { Gateway } from './gateway';
import { Publisher } from './publisher';
import { UnderWay } from './under-way';

/** `Identity` and `Subscriptions` are answered by the modules that own them, see the ports. */
@Global()
@Module({ providers: [Gateway, Arrivals, Publisher, UnderWay], exports: [Publisher, UnderWay] })
export class RealtimeModule {}
