import type { Conversation, ConversationFields, ConversationKind, Member, Page, Role } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import type { Crowd } from '../crowd';
import type { Person } from '../person';

/** A group or room with somebody in each role, and somebody who is in none. */
export interface Place {
  id: string;
  owner: Person;
  admin: Person;
  member: Person;
  reader: Person;
  stranger: Person;
}

export const create = async (owner: Person, fields: Record<string, unknown> = {}): Promise<Conversation> => {
  const { status, body } = await owner.ask('POST', '/api/chat', { kind: 'group', name: 'harbour', ...fields });
  if (status !== 201) throw new Error(`creating answered ${status}: ${JSON.stringify(body)}`);
  return body as Conversation;
};

export async function place(
  crowd: Crowd,
  kind: Exclude<ConversationKind, 'direct'> = 'group',
  fields: Partial<ConversationFields> = {},
): Promise<Place> {
  const [owner, admin, member, reader, stranger] = (await Promise.all(
    Array.from({ length: 5 }, () => crowd.join()),
  )) as [Person, Person, Person, Person, Person];
  const { id } = await create(owner, { kind, memberIds: [admin.id, member.id, reader.id], ...fields });
  await setRole(owner, id, admin, 'admin');
  await setRole(owner, id, reader, 'read_only');
  return { id, owner, admin, member, reader, stranger };
}

export const setRole = (actor: Person, id: string, whose: { id: string }, role: Role) =>
  actor.ask('PATCH', `/api/chat/${id}/members/${whose.id}`, { role });

export const add = (actor: Person, id: string, ...people: { id: string }[]) =>
  actor.ask('POST', `/api/chat/${id}/members`, { userIds: people.map((person) => person.id) });

export const leave = (person: Person, id: string) => person.ask('DELETE', `/api/chat/${id}/members/${person.id}`);

export const send = (person: Person, id: string, text = 'ahoy') =>
  person.ask('POST', `/api/chat/${id}/messages`, { clientId: randomUUID(), text });

export const view = (person: Person, id: string) => person.get<Conversation>(`/api/chat/${id}`);

export const members = async (person: Person, id: string): Promise<Map<string, Role>> => {
  const { items } = await person.get<Page<Member>>(`/api/chat/${id}/members?limit=200`);
  return new Map(items.map(({ userId, role }) => [userId, role]));
};
