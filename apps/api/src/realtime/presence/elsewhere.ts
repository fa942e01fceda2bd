import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Metrics } from '../../platform/metrics';
import { Presence, type Present, presenceTimes } from '../../platform/presence';
import { Relay } from '../fanout/relay';
import { Watches } from './watches';

/** Nobody waits longer for what another node may know; what comes later is told when it comes. */
const patienceMs = 250;
/** People asked for at once … */
const askedMost = 5_000;
/** … and named in one tiding. */
const namedMost = 1_000;

/** The other nodes: they are told who is at this one, and asked about those whom somebody here has on screen. */
@Injectable()
export class Elsewhere {
  private readonly states = new Map<string, Present>();
  /** Another node said that they are otherwise; how, is to be read. */
  private readonly named = new Set<string>();
  private readonly changed = new Set<string>();
  private readAt = performance.now();

  constructor(
    private readonly presence: Presence,
    private readonly relay: Relay,
    private readonly watches: Watches,
    private readonly metrics: Metrics,
  ) {
    relay.onTiding((tiding) => {
      if (tiding.kind !== 'presence') return;
      for (const id of tiding.people) if (watches.has(id)) this.named.add(id);
    });
  }

  stateOf(personId: string): Present | null {
    return this.states.get(personId) ?? null;
  }

  /** Waits for nothing; what is lost comes with a beat. */
  say(moved: ReadonlyMap<string, Present | null>): void {
    const people = [...moved.keys()];
    this.presence.put(moved).then(
      () => {
        for (let from = 0; from < people.length; from += namedMost) {
          this.relay.send({ kind: 'presence', people: people.slice(from, from + namedMost) });
        }
      },
      () => this.metrics.presence.inc({ outcome: 'lost' }),
    );
  }

  /** Says everybody again, and reads again everybody who is watched: so whatever was lost is lost for one beat. */
  async beat(everybody: ReadonlyMap<string, Present>): Promise<void> {
    this.presence.beat(everybody).catch(() => this.metrics.presence.inc({ outcome: 'lost' }));
    for (const id of this.states.keys()) if (!this.watches.has(id)) this.states.delete(id);
    await this.read(this.watches.people);
  }

  /** Who is otherwise than at the last call. */
  async take(): Promise<string[]> {
    const named = [...this.named];
    this.named.clear();
    if (named.length > 0) await this.read(named);
    const ids = [...this.changed];
    this.changed.clear();
    return ids;
  }

  /** Resolves soon, with an answer or without one, and never rejects. */
  async read(personIds: string[]): Promise<void> {
    const late = new AbortController();
    const patience = sleep(patienceMs, undefined, { ref: false, signal: late.signal }).catch(() => undefined);
    await Promise.race([this.readAll(personIds), patience]);
    late.abort();
  }

  async leave(): Promise<void> {
    await this.presence.leave().catch(() => this.metrics.presence.inc({ outcome: 'lost' }));
  }

  private async readAll(personIds: string[]): Promise<void> {
    for (let from = 0; from < personIds.length; from += askedMost) {
      const some = personIds.slice(from, from + askedMost);
      try {
        this.learn(some, await this.presence.elsewhere(some));
      } catch {
        this.metrics.presence.inc({ outcome: 'lost' });
        return this.doubt();
      }
    }
  }

  private learn(personIds: string[], found: Map<string, Present>): void {
    this.readAt = performance.now();
    for (const id of personIds) {
      const state = found.get(id) ?? null;
      if (state === this.stateOf(id)) continue;
      if (state) this.states.set(id, state);
      else this.states.delete(id);
      this.changed.add(id);
    }
  }

  /** What was known stays for as long as it would have been believed in the store. */
  private doubt(): void {
    if (performance.now() - this.readAt < presenceTimes.forgottenAfterMs) return;
    for (const id of this.states.keys()) this.changed.add(id);
    this.states.clear();
  }
}
