import { ParleyClient } from '@parley/client';
import { until } from './until';

const password = 'correct horse battery';

/** People who sit at clients of the real library; all of them leave together. */
export class ClientCrowd {
  readonly clients: ParleyClient[] = [];
  readonly password = password;

  constructor(private readonly url: () => string) {}

  /** Registered, connected and live; `url` is another way to the server. */
  async join(name: string, url = this.url()): Promise<ParleyClient> {
    const client = new ParleyClient({ baseUrl: url, session: 'token' });
    this.clients.push(client);
    await client.session.register({ email: `${name}@example.org`, username: name, password, name });
    client.start();
    await until(client.connection, () => client.connection.state === 'live');
    return client;
  }

  leave(): void {
    for (const client of this.clients.splice(0)) client.stop();
  }
}
