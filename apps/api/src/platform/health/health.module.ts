import { Global, Module } from '@nestjs/common';
import { Health } from './health';

@Global()
@Module({ providers: [Health], exports: [Health] })
export class HealthModule {}
