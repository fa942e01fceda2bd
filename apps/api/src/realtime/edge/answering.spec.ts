import type { DiscoveryService } from '@nestjs/core';
import { clientEvents } from '@parley/contracts';
import { Answering } from './answering';
import { Answers } from './answers.decorator';

class Anything {
  readonly said: string;
}

class Pins {
  @Answers(clientEvents.messagePin, { body: Anything })
  pin(): never {
    throw new Error('not asked here');
  }
}

/** The rest of it is asked when an event comes. */
function starting(...answerers: object[]): () => void {
  const providers = answerers.map((instance) => ({ metatype: instance.constructor, instance }));
  const discovery = { getProviders: () => providers } as unknown as DiscoveryService;
  const [limits, underWay, log, metrics] = Array<never>(4);
  const answering = new Answering(discovery, limits as never, underWay as never, log as never, metrics as never);
  return () => answering.onModuleInit();
}

describe('a server does not start', () => {
  it('when nobody answers an event', () => {
    expect(starting(new Pins())).toThrow(/nobody answers message:send, message:edit/);
    expect(starting(new Pins())).not.toThrow(/message:pin/);
  });

  it('when two answer the same', () => {
    expect(starting(new Pins(), new Pins())).toThrow('two answer message:pin');
  });
});
