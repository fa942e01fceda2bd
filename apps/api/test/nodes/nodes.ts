import type { Abstract } from '@nestjs/common';
import { Committed } from '../../src/realtime';
import { Crowd } from '../crowd';
import { type Person, type PersonSocket } from '../person';
import { type TestServer, startServer } from '../server';
import { withoutSweep } from '../without-sweep';
import { type Way, redisUrl } from './ways';

/** Two servers on one database, in this process. Over Redis no sweep helps: what is heard then came through it. */
export class Nodes {
  private readonly servers: TestServer[] = [];
  readonly crowd = new Crowd(() => this.here);

  /** `url` of the Redis, by another way than the usual one. */
  async start(way: Way, url = redisUrl): Promise<void> {
    const settings = { RATE_LIMIT_FACTOR: '1000', ...(way === 'Redis' ? { REDIS_URL: url } : {}) };
    const first = await startServer(settings);
    this.servers.push(first);
    this.servers.push(await startServer({ ...settings, DATABASE_URL: first.databaseUrl }));
    if (way === 'Redis') for (const { app } of this.servers) withoutSweep(app.get(Committed));
  }

  get here(): string {
    return this.servers[0]?.url ?? '';
  }

  get there(): string {
    return this.servers[1]?.url ?? '';
  }

  /** Something inside both of them: here, and there. */
  parts<T>(token: Abstract<T>): [here: T, there: T] {
    const [here, there] = this.servers;
    if (!here || !there) throw new Error('The nodes have not started.');
    return [here.app.get<T>(token, { strict: false }), there.app.get<T>(token, { strict: false })];
  }

  connectThere(person: Person): Promise<PersonSocket> {
    return person.connect({ url: this.there });
  }

  async close(): Promise<void> {
    this.crowd.leave();
    // The first one takes the database along.
    for (const server of this.servers.reverse()) await server.close();
  }
}
