import { Injectable } from '@nestjs/common';
import { type Present, morePresent } from '../../platform/presence';

/** A socket that closed counts for so long: the network blinked, a page was loaded anew, another node drained. */
export const graceMs = 5_000;

interface Seat {
  userId: string;
  state: Present;
}

/** Who is at this node, by their sockets. In memory alone: nothing here waits for anything. */
@Injectable()
export class Attendance {
  private readonly seats = new Map<string, Map<string, Seat>>();
  /** As the other nodes were told. */
  private readonly said = new Map<string, Present>();
  /** Who may stand otherwise than was said. */
  private readonly touched = new Set<string>();
  /** Sockets that closed, the oldest first, and until when they count. */
  private readonly leaving = new Map<string, { userId: string; until: number }>();

  arrive(socketId: string, seat: Seat): void {
    const seats = this.seats.get(seat.userId) ?? new Map<string, Seat>();
    this.seats.set(seat.userId, seats.set(socketId, seat));
    this.touched.add(seat.userId);
  }

  set(socketId: string, userId: string, state: Present): void {
    const seat = this.seats.get(userId)?.get(socketId);
    if (!seat || this.leaving.has(socketId)) return;
    seat.state = state;
    this.touched.add(userId);
  }

  depart(socketId: string, userId: string, now = performance.now()): void {
    if (this.seats.get(userId)?.has(socketId)) this.leaving.set(socketId, { userId, until: now + graceMs });
  }

  /** As it is this moment. */
  stateOf(userId: string): Present | null {
    let state: Present | null = null;
    for (const seat of this.seats.get(userId)?.values() ?? []) state = morePresent(state, seat.state);
    return state;
  }

  get everybody(): ReadonlyMap<string, Present> {
    return this.said;
  }

  /** Who came, changed or went since the last call. Somebody who did and undid it in between is not among them. */
  take(now = performance.now()): Map<string, Present | null> {
    for (const [socketId, { userId, until }] of this.leaving) {
      if (until > now) break;
      this.rise(socketId, userId);
    }
    const moved = new Map<string, Present | null>();
    for (const userId of this.touched) {
      const state = this.stateOf(userId);
      if (state === (this.said.get(userId) ?? null)) continue;
      moved.set(userId, state);
      if (state) this.said.set(userId, state);
      else this.said.delete(userId);
    }
    this.touched.clear();
    return moved;
  }

  private rise(socketId: string, userId: string): void {
    this.leaving.delete(socketId);
    const seats = this.seats.get(userId);
    seats?.delete(socketId);
    if (seats?.size === 0) this.seats.delete(userId);
    this.touched.add(userId);
  }
}
