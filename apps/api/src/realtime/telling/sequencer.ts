import { setTimeout as sleep } from 'node:timers/promises';
import type { Filling, Gap } from './gap';

interface Telling<Event> {
  revOf(event: Event): number;
  /** The same under another rev. */
  relabel(event: Event, rev: number): Event;
  /** Whether what was done here waits for its turn too, or takes effect at once. */
  holdsOwn: boolean;
  /** Whether anybody on this node hears of it. */
  isHeard(id: string): boolean;
  tell(id: string, event: Event, except?: string): void;
  read(gaps: Gap[]): Promise<Filling<Event>[]>;
}

interface Place<Event> {
  /** Everything up to here was told … */
  upTo: number;
  /** … and these above it. */
  above: Set<number>;
  /** Not told yet, because something before them is missing; with the socket that did it, which has its acknowledgement. */
  waiting: Map<number, { event: Event; except?: string | undefined }>;
  /** The highest rev heard of. */
  known: number;
}

/** Time for what is on its way: over another connection, or in this process, committed and not told yet. */
const gapMs = 50;
/** What waits for a gap; beyond it the database has to say it. */
const waitingMost = 1_000;
/** Counters read by one statement. */
const fillMost = 200;
/** Of one gap. Clients ask for the rest. */
const vacantMost = 50;
/** After a reading that failed. */
const againMs = 1_000;

/**
 * Tells this node's sockets each rev of each counter (a conversation's, a person's own) once, and in order. A gap that stays
 * open for a moment is read from the database, once for all sockets of this node.
 */
export class Sequencer<Event> {
  private readonly places = new Map<string, Place<Event>>();
  /** What has to be read, and when. */
  private readonly gaps = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly telling: Telling<Event>) {}

  /** Somebody hears it from now on, who knows everything up to this rev, or asks for it. */
  begin(id: string, rev: number): void {
    if (!this.places.has(id)) this.places.set(id, { upTo: rev, above: new Set(), waiting: new Map(), known: rev });
  }

  /** The highest rev that anybody may have been told here; 0 where nobody hears it. */
  heardOf(id: string): number {
    return this.places.get(id)?.known ?? 0;
  }

  /** Nobody hears it any more. */
  forget(id: string): void {
    this.places.delete(id);
    this.gaps.delete(id);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Committed by this node. `except` is the socket that did it: it has its acknowledgement. */
  mine(id: string, event: Event, except?: string): void {
    this.hear(id, event, { except, isHeld: this.telling.holdsOwn });
  }

  /** Heard from another node. */
  theirs(id: string, event: Event): void {
    this.hear(id, event, { isHeld: true });
  }

  /** The database says where counters stand. Resolves when all is told up to there; rejects when it could not be read. */
  async stand(places: [id: string, rev: number][]): Promise<void> {
    const heard = places.filter(([id, rev]) => this.placeOf(id, rev));
    const short = () => heard.filter(([id, rev]) => (this.places.get(id)?.upTo ?? rev) < rev).map(([id]) => id);
    if (short().length === 0) return;
    await sleep(gapMs);
    // Page after page: what follows may depend on the last of them. Of what is gone from the database none comes.
    for (let ids = short(); ids.length > 0;) {
      const before = new Map(ids.map((id) => [id, this.places.get(id)?.upTo]));
      for (let at = 0; at < ids.length; at += fillMost) await this.read(ids.slice(at, at + fillMost));
      ids = short().filter((id) => this.places.get(id)?.upTo !== before.get(id));
    }
  }

  private hear(id: string, event: Event, how: { except?: string | undefined; isHeld: boolean }): void {
    const rev = this.telling.revOf(event);
    const place = this.placeOf(id, rev);
    if (!place || isTold(place, rev)) return;
    if (!how.isHeld) this.tell(id, event, how.except);
    else if (place.waiting.size < waitingMost) place.waiting.set(rev, { event, except: how.except });
    this.settle(id);
  }

  private placeOf(id: string, rev: number): Place<Event> | undefined {
    if (!this.telling.isHeard(id)) return undefined;
    this.begin(id, rev - 1);
    const place = this.places.get(id);
    if (place) place.known = Math.max(place.known, rev);
    return place;
  }

  private tell(id: string, event: Event, except?: string): void {
    const place = this.places.get(id);
    const rev = this.telling.revOf(event);
    place?.above.add(rev);
    place?.waiting.delete(rev);
    this.telling.tell(id, event, except);
  }

  /** Tells what waited and is next, and sees whether something is missing. */
  private settle(id: string): void {
    // Looked up each time: telling may take the last listener away, and the place with them.
    for (let place = this.places.get(id); place; place = this.places.get(id)) {
      const next = place.upTo + 1;
      const held = place.waiting.get(next);
      if (held) this.tell(id, held.event, held.except);
      if (!place.above.delete(next)) break;
      place.upTo = next;
    }
    const place = this.places.get(id);
    if (!isBehind(place)) this.gaps.delete(id);
    else if (!this.gaps.has(id)) this.gaps.set(id, performance.now() + gapMs);
    if (this.gaps.has(id)) this.plan();
  }

  private plan(inMs = gapMs): void {
    if (!this.isStopped) this.timer ??= setTimeout(() => void this.fill(), inMs).unref();
  }

  private async fill(): Promise<void> {
    const due = [...this.gaps].filter(([, at]) => at <= performance.now() + 1).slice(0, fillMost);
    const asked = due.map(([id]) => id);
    const isRead = await this.read(asked).then(
      () => true,
      () => false,
    );
    this.timer = undefined;
    if (this.gaps.size === 0) return;
    // More than one reading takes: the rest has waited by now.
    if (isRead) this.plan(this.gaps.size > fillMost ? 0 : gapMs);
    else this.plan(againMs);
  }

  private async read(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const known = new Map(ids.map((id) => [id, this.places.get(id)?.known ?? 0]));
    const fillings = await this.telling.read(ids.map((id) => ({ id, after: this.places.get(id)?.upTo ?? 0 })));
    for (const id of ids) this.gaps.delete(id);
    for (const filling of fillings) this.close(filling, known.get(filling.id) ?? 0);
  }

  /** `heardOf` is the highest rev that was heard of before the reading: one the database does not have was never made. */
  private close({ id, upTo, events, more = false }: Filling<Event>, heardOf: number): void {
    for (const { event, except } of this.everyRev(id, events)) this.tell(id, event, except);
    const place = this.places.get(id);
    if (!place) return;
    const known = more ? upTo : Math.max(upTo, heardOf);
    for (const rev of place.above) if (rev <= upTo) place.above.delete(rev);
    for (const rev of place.waiting.keys()) if (rev <= known) place.waiting.delete(rev);
    if (place.known <= known) place.known = upTo;
    place.upTo = Math.max(place.upTo, upTo);
    this.settle(id);
  }

  /**
   * What is missing, in order. A rev whose change was replaced by a later one has no row of its own; it is told as the one
   * that follows, so that no client finds a hole there and asks.
   */
  private *everyRev(id: string, events: Event[]): Generator<{ event: Event; except?: string | undefined }> {
    let vacant = 0;
    let next = (this.places.get(id)?.upTo ?? 0) + 1;
    for (const event of events) {
      const rev = this.telling.revOf(event);
      next = Math.max(next, rev - vacantMost + vacant);
      for (; next <= rev; next += 1) {
        const place = this.places.get(id);
        if (!place || isTold(place, next)) continue;
        if (next < rev) vacant += 1;
        yield place.waiting.get(next) ?? { event: next === rev ? event : this.telling.relabel(event, next) };
      }
    }
  }
}

const isBehind = (place: { upTo: number; known: number } | undefined): boolean =>
  place !== undefined && place.upTo < place.known;

const isTold = ({ upTo, above }: { upTo: number; above: Set<number> }, rev: number): boolean =>
  rev <= upTo || above.has(rev);
