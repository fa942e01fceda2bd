export { checkout } from './checkout';
export { Config, variables } from './config';
export { shownAddress } from './shown-address';
export { ConfigModule } from './config.module';
export { loadConfig } from './load';
