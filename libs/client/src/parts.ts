import type { Clock, Random } from './clock.port';
import { systemClock } from './clock.system';
import type { Link } from './link/link.port';
import { SocketIoLink } from './link/link.socketio';
import { MemoryStore } from './store/store.memory';
import type { ClientStore } from './store/store.port';
import { SteadyStore } from './store/steady';
import type { ClientOptions } from './surface';
import { fetchExchange, type Exchange } from './transport';

/** What a client is put together from. Tests replace the network and time, and nothing else. */
export interface ClientParts {
  link: Link;
  exchange: Exchange;
  store: ClientStore;
  clock: Clock;
  random: Random;
}

export function partsOf(options: ClientOptions, given: Partial<ClientParts>): ClientParts {
  const { baseUrl, transports = ['websocket'], texts = 'brought' } = options;
  const withCredentials = options.session === 'cookie';
  return {
    link: given.link ?? new SocketIoLink({ baseUrl, transports, withCredentials, texts: texts === 'brought' }),
    exchange: given.exchange ?? fetchExchange(baseUrl, withCredentials),
    store: new SteadyStore(given.store ?? options.store ?? new MemoryStore()),
    clock: given.clock ?? options.clock ?? systemClock(options.now),
    random: given.random ?? options.random ?? Math.random,
  };
}
