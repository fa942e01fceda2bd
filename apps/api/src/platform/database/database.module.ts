import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Database } from './database';
import { Settings } from './settings';

@Global()
@Module({
  providers: [{ provide: Database, inject: [Config], useFactory: Database.open }, Settings],
  exports: [Database, Settings],
})
export class DatabaseModule {}
