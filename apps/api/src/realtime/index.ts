export { beginLooking, endLooking } from './looking';
export { Identity, type SocketIdentity } from './identity.port';
export { Publisher } from './publisher';
export { RealtimeModule } from './realtime.module';
export { SocketActor, SocketEdge } from './socket-edge';
export { SocketIoAdapter } from './socket-io.adapter';
export { Subscriptions, type Subscription } from './subscriptions.port';
export type { ParleySocket } from './socket';
export { UnderWay } from './under-way';
