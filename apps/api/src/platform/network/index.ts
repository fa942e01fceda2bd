export { neighbourhood } from './addresses';
export { type Device, Network } from './network';
export { NetworkModule } from './network.module';
