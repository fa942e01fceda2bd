import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Log, createLogger } from './logger';

@Global()
@Module({
  providers: [
    { provide: Log, inject: [Config], useFactory: (config: Config) => new Log(createLogger(config.logLevel)) },
  ],
  exports: [Log],
})
export class LoggingModule {}
