import type { Conversation, ConversationKind, Role } from './chat';
import { limits } from './limits';

/**
 * The one table of what each role may do in each kind of conversation. The server enforces it, pages show only what it
 * allows, and a test walks it cell by cell through the API.
 *
 * - `read` messages, members and who read; `send` messages
 * - `react` to messages; `pin` them; `moderate`: delete the messages of others for everyone
 * - `edit` name, topic and colour; `configure` who may write, who may find it, what newcomers may read
 * - `archive` it for everybody, and back; `delete` it, and back
 * - `add` people; `remove` them; `ban` them, and lift bans; change their `role`
 * - `leave`
 */
const table = {
  read: { direct: 'everybody', group: 'everybody', room: 'everybody' },
  send: { direct: 'writers', group: 'writers', room: 'writers' },
  react: { direct: 'writers', group: 'writers', room: 'writers' },
  pin: { direct: 'writers', group: 'writers', room: 'admins' },
  moderate: { direct: 'nobody', group: 'admins', room: 'admins' },
  edit: { direct: 'nobody', group: 'admins', room: 'admins' },
  configure: { direct: 'nobody', group: 'owners', room: 'owners' },
  archive: { direct: 'nobody', group: 'owners', room: 'owners' },
  delete: { direct: 'nobody', group: 'owners', room: 'owners' },
  add: { direct: 'nobody', group: 'admins', room: 'admins' },
  remove: { direct: 'nobody', group: 'admins', room: 'admins' },
  ban: { direct: 'nobody', group: 'admins', room: 'admins' },
  role: { direct: 'nobody', group: 'admins', room: 'admins' },
  leave: { direct: 'nobody', group: 'everybody', room: 'everybody' },
} as const satisfies Record<string, Record<ConversationKind, keyof typeof who>>;

const who = {
  nobody: [],
  owners: ['owner'],
  admins: ['owner', 'admin'],
  writers: ['owner', 'admin', 'member'],
  everybody: ['owner', 'admin', 'member', 'read_only'],
} as const satisfies Record<string, readonly Role[]>;

export type ConversationAction = keyof typeof table;

export const conversationActions = Object.keys(table) as ConversationAction[];

/** While a conversation is archived nothing is added to it and nothing about it changes. */
const duringArchive: readonly ConversationAction[] = [
  'read',
  'moderate',
  'archive',
  'delete',
  'remove',
  'ban',
  'leave',
];

export type Permitting = Pick<Conversation, 'kind' | 'announcement' | 'archivedAt'>;

export function may(role: Role, action: ConversationAction, conversation: Permitting): boolean {
  const { kind, announcement, archivedAt } = conversation;
  if (archivedAt !== null && !duringArchive.includes(action)) return false;
  const isVoice = action === 'send' || action === 'pin';
  const allowed = isVoice && announcement ? who.admins : who[table[action][kind]];
  return (allowed as readonly Role[]).includes(role);
}

/** Whether `@all` and `@here` speak to everybody, or are words. */
export const mayAddressEveryone = (
  role: Role,
  { kind, memberCount }: Pick<Conversation, 'kind' | 'memberCount'>,
): boolean =>
  memberCount <= limits.everyoneMembers &&
  (kind === 'group' ? role !== 'read_only' : kind === 'room' && (role === 'owner' || role === 'admin'));

/** Whether one may act on another at all: owners on everybody, admins on those below them. */
export const mayActOn = (role: Role, other: Role): boolean =>
  role === 'owner' || (role === 'admin' && (other === 'member' || other === 'read_only'));

/** Whether one may give another this role: nobody gives a role that would then be above or beside their own, but owners. */
export const mayGive = (role: Role, from: Role, to: Role): boolean => mayActOn(role, from) && mayActOn(role, to);
