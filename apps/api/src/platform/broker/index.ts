export { BrokerModule } from './broker.module';
export { Poison } from './broker.port';
export { BrokerStrategy } from './broker.strategy';
export { DeadLetters } from './dead-letters/dead-letters';
export { OutboxRelay } from './outbox/outbox-relay';
export { Work, Worker } from './worker.decorator';
