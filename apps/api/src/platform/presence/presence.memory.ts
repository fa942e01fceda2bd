import { Injectable } from '@nestjs/common';
import { Presence, type Present, morePresent, presenceTimes } from './presence.port';

/** Among those who share a set of nodes: a server that is alone has one of its own. */
@Injectable()
export class MemoryPresence extends Presence {
  private people = new Map<string, Present>();
  private until = 0;

  constructor(
    private readonly nodes = new Set<MemoryPresence>(),
    private readonly times = presenceTimes,
  ) {
    super();
    nodes.add(this);
  }

  async put(moved: ReadonlyMap<string, Present | null>): Promise<void> {
    for (const [id, state] of moved) {
      if (state) this.people.set(id, state);
      else this.people.delete(id);
    }
    this.until = Date.now() + this.times.forgottenAfterMs;
  }

  async beat(everybody: ReadonlyMap<string, Present>): Promise<void> {
    this.people = new Map(everybody);
    this.until = Date.now() + this.times.forgottenAfterMs;
  }

  async elsewhere(userIds: readonly string[]): Promise<Map<string, Present>> {
    const found = new Map<string, Present>();
    const others = [...this.nodes].filter((node) => node !== this && node.until > Date.now());
    for (const { people } of others) {
      for (const id of userIds) {
        const state = morePresent(found.get(id), people.get(id));
        if (state) found.set(id, state);
      }
    }
    return found;
  }

  async leave(): Promise<void> {
    this.until = Date.now() + this.times.leavingMs;
  }
}
