export { Seal } from './seal';
export { SecretsModule } from './secrets.module';
export { SigningKey } from './signing-key';
