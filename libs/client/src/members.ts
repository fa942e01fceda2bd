import type { Ban, Member, Page, Role } from '@parley/contracts';
import type { Members, Requests } from './surface';
import { membersOf } from './sync/arrivals';
import type { Copies } from './sync/copies';

/** A path with what is given of its query. */
export function pathOf(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []));
  return given.length > 0 ? `${path}?${given.join('&')}` : path;
}

/** Who is in a conversation, asked for page by page: no device holds five thousand people. */
export class MemberPages implements Members {
  constructor(
    private readonly copies: Copies,
    private readonly http: Requests,
    private readonly met: (members: Pick<Member, 'userId' | 'name' | 'username'>[]) => void,
  ) {}

  readonly subscribe = (id: string, fn: () => void) => this.copies.watch(membersOf(id), fn);
  readonly version = (id: string) => this.copies.version(membersOf(id));

  async list(id: string, { search, cursor }: { search?: string; cursor?: string } = {}): Promise<Page<Member>> {
    const page = await this.http.request<Page<Member>>('GET', pathOf(this.path(id), { search, cursor }));
    this.met(page.items);
    return page;
  }

  async add(id: string, userIds: string[]): Promise<Member[]> {
    return (await this.http.request<Page<Member>>('POST', this.path(id), { userIds })).items;
  }

  remove(id: string, userId: string): Promise<void> {
    return this.http.request('DELETE', `${this.path(id)}/${userId}`);
  }

  setRole(id: string, userId: string, role: Role): Promise<Member> {
    return this.http.request<Member>('PATCH', `${this.path(id)}/${userId}`, { role });
  }

  async handOver(id: string, userId: string): Promise<void> {
    const { me } = this.copies;
    await this.setRole(id, userId, 'owner');
    await this.setRole(id, me, 'admin');
  }

  banned(id: string, cursor?: string): Promise<Page<Ban>> {
    return this.http.request<Page<Ban>>('GET', pathOf(`/api/chat/${id}/bans`, { cursor }));
  }

  ban(id: string, userId: string): Promise<void> {
    return this.http.request('PUT', `/api/chat/${id}/bans/${userId}`);
  }

  unban(id: string, userId: string): Promise<void> {
    return this.http.request('DELETE', `/api/chat/${id}/bans/${userId}`);
  }

  private path(id: string): string {
    return `/api/chat/${id}/members`;
  }
}
