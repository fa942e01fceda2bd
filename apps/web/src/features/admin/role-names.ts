import { outranks, serverRoles, type ServerRole } from '@parley/contracts';

export const roleNames: Record<ServerRole, string> = {
  owner: 'Owner',
  admin: 'Admin',
  moderator: 'Moderator',
  member: 'Member',
  guest: 'Guest',
};

/** What somebody of this standing may make of others. */
export const rolesBelow = (role: ServerRole): ServerRole[] => serverRoles.filter((other) => outranks(role, other));
