import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Database } from './database';
import { Epoch } from './epoch';
import { SchemaAge } from './schema-age';
import { Settings } from './settings';

@Global()
@Module({
  providers: [{ provide: Database, inject: [Config], useFactory: Database.open }, Settings, Epoch, SchemaAge],
  exports: [Database, Settings, Epoch, SchemaAge],
})
export class DatabaseModule {}
