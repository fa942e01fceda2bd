import { Injectable } from '@nestjs/common';
import type { PresenceState } from '@parley/contracts';
import type { ParleySocket } from '../socket';

/** What a socket was told last of each person it watches; null until its question is answered. */
export type Watched = Map<string, PresenceState | null>;

export interface Watch {
  socket: ParleySocket;
  personId: string;
  told: PresenceState;
}

/** Who has whom on screen, on this node. */
@Injectable()
export class Watches {
  private readonly bySocket = new Map<ParleySocket, Watched>();
  private readonly byPerson = new Map<string, Set<ParleySocket>>();

  replace(socket: ParleySocket, personIds: string[]): Watched {
    this.drop(socket);
    const watched: Watched = new Map(personIds.map((id) => [id, null]));
    // One that closed meanwhile is not dropped again.
    if (!socket.connected || watched.size === 0) return watched;
    this.bySocket.set(socket, watched);
    for (const id of watched.keys()) this.byPerson.set(id, (this.byPerson.get(id) ?? new Set()).add(socket));
    return watched;
  }

  drop(socket: ParleySocket): void {
    for (const id of this.bySocket.get(socket)?.keys() ?? []) {
      const watchers = this.byPerson.get(id);
      watchers?.delete(socket);
      if (watchers?.size === 0) this.byPerson.delete(id);
    }
    this.bySocket.delete(socket);
  }

  has(personId: string): boolean {
    return this.byPerson.has(personId);
  }

  get people(): string[] {
    return [...this.byPerson.keys()];
  }

  /** Those of a person's watches that were told something. */
  *of(personId: string): Generator<Watch> {
    for (const socket of this.byPerson.get(personId) ?? []) {
      const told = this.bySocket.get(socket)?.get(personId);
      if (told) yield { socket, personId, told };
    }
  }

  toldTo(socket: ParleySocket, personId: string): PresenceState | null {
    return this.bySocket.get(socket)?.get(personId) ?? null;
  }

  told(socket: ParleySocket, personId: string, state: PresenceState): void {
    const watched = this.bySocket.get(socket);
    if (watched?.has(personId)) watched.set(personId, state);
  }

  /** Watches that show somebody as here, about so many of them; other ones with each call. */
  round(most: number): Watch[] {
    const found: Watch[] = [];
    for (let left = this.bySocket.size; left > 0 && found.length < most; left -= 1) {
      const [next] = this.bySocket;
      if (!next) break;
      const [socket, watched] = next;
      this.bySocket.delete(socket);
      this.bySocket.set(socket, watched);
      for (const [personId, told] of watched) {
        if (told && told !== 'offline') found.push({ socket, personId, told });
      }
    }
    return found;
  }
}
