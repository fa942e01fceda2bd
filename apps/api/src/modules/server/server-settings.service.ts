import { Injectable } from '@nestjs/common';
import { type ChangeServerRequest, type Registration, registrations } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Settings, type Transaction } from '../../platform/database';
import { ServerRights } from '../users';

const keys = { name: 'server.name', registration: 'server.registration' } as const;

export interface ServerFacts {
  name: string;
  registration: Registration;
}

/** What the server is called and whom it lets in. Read anew each time, so that every node says the same. */
@Injectable()
export class ServerSettings {
  constructor(
    private readonly settings: Settings,
    private readonly rights: ServerRights,
  ) {}

  async read(): Promise<ServerFacts> {
    const kept = await this.settings.all(Object.values(keys));
    const registration = registrations.find((one) => one === kept.get(keys.registration)) ?? 'open';
    return { name: kept.get(keys.name) ?? 'Parley', registration };
  }

  async change(actor: Actor, { name, registration }: ChangeServerRequest): Promise<ServerFacts> {
    await this.rights.require(actor, 'server.change');
    const given = [
      [keys.name, name],
      [keys.registration, registration],
    ] as const;
    for (const [key, value] of given) if (value !== undefined) await this.settings.put(key, value);
    return this.read();
  }

  async call(name: string, transaction: Transaction): Promise<void> {
    await this.settings.put(keys.name, name, transaction);
  }
}
