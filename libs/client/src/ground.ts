import type { Clock, Random } from './clock.port';
import type { Link } from './link/link.port';
import type { ClientStore } from './store/store.port';
import type { Requests } from './surface';

/** What every part of the client stands on. */
export interface Ground {
  link: Link;
  http: Requests;
  store: ClientStore;
  clock: Clock;
  random: Random;
}
