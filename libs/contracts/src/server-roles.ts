/** The standing of a person on this server; what they are in a conversation is another thing. */
export const serverRoles = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;

export type ServerRole = (typeof serverRoles)[number];

/** The one table of what each standing may do. The server enforces it; pages show only what it allows. */
const allowed = {
  /** Name the server, open and close registration. */
  'server.change': ['owner', 'admin'],
  'audit.read': ['owner', 'admin'],
  /** See work that failed, have it tried again, or drop it. */
  'dead-letters.manage': ['owner', 'admin'],
  'people.read': ['owner', 'admin', 'moderator'],
  'people.suspend': ['owner', 'admin', 'moderator'],
  /** Give and take the roles below one's own. */
  'people.promote': ['owner', 'admin'],
  /** Make somebody else the owner, and oneself an admin. */
  'server.transfer': ['owner'],
  'invite.create': ['owner', 'admin', 'moderator', 'member'],
  /** See and revoke everybody's invites, not only one's own. */
  'invite.manage': ['owner', 'admin'],
  'directory.search': ['owner', 'admin', 'moderator', 'member'],
  'conversation.create': ['owner', 'admin', 'moderator', 'member'],
  'room.browse': ['owner', 'admin', 'moderator', 'member'],
} as const satisfies Record<string, readonly ServerRole[]>;

export type ServerAction = keyof typeof allowed;

export const serverActions = Object.keys(allowed) as ServerAction[];

export const serverMay = (role: ServerRole, action: ServerAction): boolean =>
  (allowed[action] as readonly ServerRole[]).includes(role);

/** Whether one standing is above another: nobody acts on their equals or betters. */
export const outranks = (one: ServerRole, other: ServerRole): boolean =>
  serverRoles.indexOf(one) < serverRoles.indexOf(other);
