export { Config, variables } from './config';
export { ConfigModule } from './config.module';
export { loadConfig } from './load';
