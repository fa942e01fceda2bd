import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Database } from './database';
import { Epoch } from './epoch';
import { Settings } from './settings';

@Global()
@Module({
  providers: [{ provide: Database, inject: [Config], useFactory: Database.open }, Settings, Epoch],
  exports: [Database, Settings, Epoch],
})
export class DatabaseModule {}
