import { Global, Module } from '@nestjs/common';
import { Network } from './network';

@Global()
@Module({ providers: [Network], exports: [Network] })
export class NetworkModule {}
