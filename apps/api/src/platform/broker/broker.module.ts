import { Global, Module } from '@nestjs/common';
import { Config } from '../../config';
import { Database } from '../database';
import { Broker } from './broker.port';
import { BrokerStrategy } from './broker.strategy';
import { DeadLetters } from './dead-letters/dead-letters';
import { DeadLettersCleanup } from './dead-letters/dead-letters-cleanup.worker';
import { DeadLettersRepository } from './dead-letters/dead-letters.repository';
import { OutboxRelay } from './outbox/outbox-relay';
import { OutboxRepository } from './outbox/outbox.repository';
import { Reports } from './reports';

async function brokerFor(
  { rabbitmqUrl }: Config,
  database: Database,
  deadLetters: DeadLetters,
  reports: Reports,
): Promise<Broker> {
  if (rabbitmqUrl) {
    const { RabbitBroker } = await import('./rabbitmq/broker.rabbitmq');
    return new RabbitBroker(rabbitmqUrl, deadLetters, reports);
  }
  const { PostgresBroker } = await import('./jobs/broker.postgres');
  return new PostgresBroker(database, deadLetters, reports);
}

@Global()
@Module({
  providers: [
    { provide: Broker, inject: [Config, Database, DeadLetters, Reports], useFactory: brokerFor },
    BrokerStrategy,
    DeadLetters,
    DeadLettersCleanup,
    DeadLettersRepository,
    OutboxRelay,
    OutboxRepository,
    Reports,
  ],
  exports: [Broker, BrokerStrategy, DeadLetters, OutboxRelay],
})
export class BrokerModule {}
