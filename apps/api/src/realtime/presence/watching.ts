import { Injectable } from '@nestjs/common';
import { type PersonPresence, serverEvents } from '@parley/contracts';
import { DomainError } from '../../platform/errors';
import { GroupCommit } from '../../platform/group-commit';
import { Metrics } from '../../platform/metrics';
import { type Present, morePresent } from '../../platform/presence';
import type { ParleySocket } from '../socket';
import { rooms } from '../rooms';
import { Acquaintance, type Open } from './acquaintance.port';
import { Attendance } from './attendance';
import { Elsewhere } from './elsewhere';
import { type Watch, Watches } from './watches';

/** Watches told at once, and looked at again at once: what is read of their people stays small. */
const most = 1_000;

/** A device that nobody is at comes back as it was: else each reconnection would show its person for a moment. */
const givenState = ({ handshake }: ParleySocket): Present =>
  (handshake.auth as Record<string, unknown>)['presence'] === 'away' ? 'away' : 'online';

interface Question {
  socket: ParleySocket;
  personIds: string[];
}

/** The rooms of a socket follow its person's memberships: so what is shared is known from memory. */
function maySee(socket: ParleySocket, personId: string, open: Open | undefined): boolean {
  const { userId } = socket.data.identity;
  if (personId === userId) return true;
  if (!open || open.blocked.includes(userId)) return false;
  return open.conversations.some((id) => socket.rooms.has(rooms.whole(id)) || socket.rooms.has(rooms.window(id)));
}

/**
 * Tells sockets how the people are whom they have on screen. Whether they may know is read anew each time something is
 * told: a membership that ended, a block and a switch in somebody's settings need no news of their own here.
 */
@Injectable()
export class Watching {
  /** One statement at a time: ten thousand clients that come back ask in a hundred of them, and take one connection. */
  private readonly questions = new GroupCommit<Question, PersonPresence[]>({
    laneOf: () => '',
    commit: (questions) => this.answer(questions),
    committed: () => undefined,
    overloaded: () => new DomainError('unavailable', 'Too many ask at once. Please try again.'),
  });

  constructor(
    private readonly watches: Watches,
    private readonly attendance: Attendance,
    private readonly elsewhere: Elsewhere,
    private readonly acquaintance: Acquaintance,
    private readonly metrics: Metrics,
  ) {}

  arrive(socket: ParleySocket): void {
    this.attendance.arrive(socket.id, { userId: socket.data.identity.userId, state: givenState(socket) });
  }

  depart(socket: ParleySocket): void {
    this.attendance.depart(socket.id, socket.data.identity.userId);
    this.watches.drop(socket);
  }

  /** Instead of whom this socket watched before. */
  async watch(socket: ParleySocket, personIds: string[]): Promise<PersonPresence[]> {
    const watched = this.watches.replace(socket, personIds);
    if (watched.size === 0) return [];
    const items = await this.questions.add({ socket, personIds: [...watched.keys()] });
    for (const { userId, state } of items) watched.set(userId, state);
    return items;
  }

  set(socket: ParleySocket, state: Present): Present {
    const { userId } = socket.data.identity;
    this.attendance.set(socket.id, userId, state);
    return this.stateOf(userId) ?? state;
  }

  /** Of these people whatever is otherwise than it was told. */
  async tell(personIds: Iterable<string>): Promise<void> {
    const due: Watch[] = [];
    for (const id of personIds) {
      const state = this.stateOf(id) ?? 'offline';
      for (const watch of this.watches.of(id)) if (watch.told !== state) due.push(watch);
    }
    await this.settle(due);
  }

  /** Looks again at some of those shown as here: whether they may still be seen. */
  async review(): Promise<void> {
    await this.settle(this.watches.round(most));
  }

  private async settle(watches: Watch[]): Promise<void> {
    for (let from = 0; from < watches.length; from += most) {
      const some = watches.slice(from, from + most);
      const open = await this.acquaintance.of([...new Set(some.map(({ personId }) => personId))]);
      for (const watch of some) this.tellOne(watch, open.get(watch.personId));
    }
  }

  /** Looked up once more: while the database was asked the socket may have been told, or watch others by now. */
  private tellOne({ socket, personId }: Watch, open: Open | undefined): void {
    const told = this.watches.toldTo(socket, personId);
    const person = this.shown(socket, personId, open);
    if (!told || told === person.state) return;
    this.watches.told(socket, personId, person.state);
    this.metrics.presence.inc({ outcome: 'told' });
    socket.emit(person.state === 'offline' ? serverEvents.userOffline : serverEvents.userOnline, person);
  }

  private async answer(questions: Question[]): Promise<PersonPresence[][]> {
    const people = [...new Set(questions.flatMap(({ personIds }) => personIds))];
    const [open] = await Promise.all([this.acquaintance.of(people), this.elsewhere.read(people)]);
    return questions.map(({ socket, personIds }) => personIds.map((id) => this.shown(socket, id, open.get(id))));
  }

  private shown(socket: ParleySocket, userId: string, open: Open | undefined): PersonPresence {
    if (!maySee(socket, userId, open)) return { userId, state: 'offline', lastSeen: null };
    const state = this.stateOf(userId);
    return { userId, state: state ?? 'offline', lastSeen: state ? null : (open?.lastSeen ?? null) };
  }

  private stateOf(userId: string): Present | null {
    return morePresent(this.attendance.stateOf(userId), this.elsewhere.stateOf(userId));
  }
}
