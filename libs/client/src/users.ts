import type { Conversation, Member, Page, User } from '@parley/contracts';
import type { Clock } from './clock.port';
import { Introductions } from './introductions';
import { Listeners } from './source';
import type { Person, Requests, Users } from './surface';

/** The people this device has met. */
export class Roster implements Users {
  private people: ReadonlyMap<string, Person> = new Map();
  private readonly listeners = new Listeners();
  private readonly introductions: Introductions;

  constructor(
    private readonly http: Requests,
    clock: Clock,
  ) {
    this.introductions = new Introductions(http, clock, (person) => this.meet([person]));
  }

  readonly subscribe = (fn: () => void) => this.listeners.add(fn);
  readonly known = () => this.people;

  readonly get = (id: string): Person | undefined => {
    const person = this.people.get(id);
    // A summary tells a name and nothing else.
    if (!person || person.username === null) this.introductions.want(id);
    return person;
  };

  async search(text: string): Promise<Person[]> {
    const page = await this.http.request<Page<User>>('GET', `/api/users?search=${encodeURIComponent(text)}`);
    this.meet(page.items);
    return page.items;
  }

  /** Whom summaries tell of: the other person of a direct conversation, and who wrote last. */
  metIn(conversations: readonly Conversation[]): void {
    const peers = conversations.flatMap(({ peerId, name }) => (peerId === null ? [] : [{ userId: peerId, name }]));
    const senders = conversations.flatMap(({ lastSender }) =>
      lastSender ? [{ userId: lastSender.id, name: lastSender.name }] : [],
    );
    this.meetNames([...senders, ...peers]);
  }

  /** A server of the version before tells no username. */
  meetNames(members: readonly Named[]): void {
    this.meet(
      members.map(({ userId, name, username }) => {
        const known = this.people.get(userId);
        return { id: userId, name, username: username ?? known?.username ?? null, avatarUrl: known?.avatarUrl ?? null };
      }),
    );
  }

  meet(people: readonly Person[]): void {
    const news = people.filter((person) => !isSame(this.people.get(person.id), person));
    if (news.length === 0) return;
    const next = new Map(this.people);
    for (const { id, name, username, avatarUrl } of news) next.set(id, { id, name, username, avatarUrl });
    this.people = next;
    this.listeners.tell();
  }

  forget(): void {
    this.introductions.forget();
    this.people = new Map();
    this.listeners.tell();
  }
}

type Named = Pick<Member, 'userId' | 'name'> & Partial<Pick<Member, 'username'>>;

function isSame(a: Person | undefined, b: Person): boolean {
  return a !== undefined && a.name === b.name && a.username === b.username && a.avatarUrl === b.avatarUrl;
}
