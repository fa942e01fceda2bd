import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Settings } from '../database';
import { Seal } from './seal';
import { SigningKey } from './signing-key';

@Global()
@Module({
  providers: [{ provide: SigningKey, inject: [Config, Settings], useFactory: SigningKey.load }, Seal],
  exports: [Seal, SigningKey],
})
export class SecretsModule {}
