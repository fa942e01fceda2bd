export { BrokerModule } from './broker.module';
export { Broker, type Delivery, type Payload, Poison } from './broker.port';
export { BrokerStrategy } from './broker.strategy';
export type { DeadLetter } from './dead-letters/dead';
export { DeadLetters } from './dead-letters/dead-letters';
export { OutboxRelay } from './outbox/outbox-relay';
export { Work, Worker } from './worker.decorator';
