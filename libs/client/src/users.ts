import type { Conversation, MemberChange, Page, User } from '@parley/contracts';
import { Listeners } from './source';
import type { Person, Requests, Users } from './surface';

/** The people this device has met. */
export class Roster implements Users {
  private readonly people = new Map<string, Person>();
  private readonly listeners = new Listeners();

  constructor(private readonly http: Requests) {}

  readonly subscribe = (fn: () => void) => this.listeners.add(fn);
  readonly get = (id: string): Person | undefined => this.people.get(id);

  async search(text: string): Promise<Person[]> {
    const page = await this.http.request<Page<User>>('GET', `/api/users?search=${encodeURIComponent(text)}`);
    this.meet(page.items);
    return page.items;
  }

  /** The other person of a direct conversation, as far as its summary tells. */
  metPeers(conversations: readonly Conversation[]): void {
    this.meetNames(conversations.flatMap(({ peerId, name }) => (peerId === null ? [] : [{ userId: peerId, name }])));
  }

  meetNames(members: readonly Pick<MemberChange, 'userId' | 'name'>[]): void {
    this.meet(
      members.map(({ userId, name }) => {
        const known = this.people.get(userId);
        return { id: userId, name, username: known?.username ?? null, avatarUrl: known?.avatarUrl ?? null };
      }),
    );
  }

  meet(people: readonly Person[]): void {
    const news = people.filter((person) => !isSame(this.people.get(person.id), person));
    for (const { id, name, username, avatarUrl } of news) this.people.set(id, { id, name, username, avatarUrl });
    if (news.length > 0) this.listeners.tell();
  }

  forget(): void {
    this.people.clear();
    this.listeners.tell();
  }
}

function isSame(a: Person | undefined, b: Person): boolean {
  return a !== undefined && a.name === b.name && a.username === b.username && a.avatarUrl === b.avatarUrl;
}
