import { Injectable } from '@nestjs/common';
import { type ChangeServerRequest, type Registration, registrations } from '@parley/contracts';
import type { Actor } from '../../platform/actor';
import { Database, Settings, type Transaction } from '../../platform/database';
import type { Device } from '../../platform/network';
import { Audit } from '../audit';
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
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async read(transaction?: Transaction): Promise<ServerFacts> {
    const kept = await this.settings.all(Object.values(keys), transaction);
    const registration = registrations.find((one) => one === kept.get(keys.registration)) ?? 'open';
    return { name: kept.get(keys.name) ?? 'Parley', registration };
  }

  async change(actor: Actor, request: ChangeServerRequest, device: Device): Promise<ServerFacts> {
    await this.rights.require(actor, 'server.change');
    const data: Partial<ServerFacts> = Object.fromEntries(
      Object.entries(request).filter(([, value]) => value !== undefined),
    );
    const { name, registration } = data;
    await this.database.transaction(async (transaction) => {
      if (name !== undefined) await this.settings.put(keys.name, name, transaction);
      if (registration !== undefined) await this.settings.put(keys.registration, registration, transaction);
      const happened = { type: 'server_changed', actorId: actor.userId, device, data: { ...data } } as const;
      await this.audit.record(happened, transaction);
    });
    return this.read();
  }

  async call(name: string, transaction: Transaction): Promise<void> {
    await this.settings.put(keys.name, name, transaction);
  }
}
