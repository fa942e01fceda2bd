import { Global, Module } from '@nestjs/common';
import { Arrivals } from './arrivals';
import { Gateway } from './gateway';
import { Publisher } from './publisher';
import { Typing } from './typing';
import { UnderWay } from './under-way';

/** `Identity` and `Subscriptions` are answered by the modules that own them, see the ports. */
@Global()
@Module({ providers: [Gateway, Arrivals, Publisher, Typing, UnderWay], exports: [Publisher, Typing, UnderWay] })
export class RealtimeModule {}
