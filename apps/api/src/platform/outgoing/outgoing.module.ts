import { Global, Module } from '@nestjs/common';
import { PublicWeb } from './public-web';
import { Reach } from './reach';

@Global()
@Module({ providers: [PublicWeb, Reach], exports: [PublicWeb] })
export class OutgoingModule {}
