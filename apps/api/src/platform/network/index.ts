export { neighbourhood } from './addresses';
export { Network } from './network';
export { NetworkModule } from './network.module';
