import type { Me, User } from '@parley/contracts';
import type { Person } from './user';

export const presentUser = ({ id, username, name, avatarUrl }: User): User => ({ id, username, name, avatarUrl });

export function presentMe(person: Person): Me {
  const { email, emailVerified, role, bio, status, timeZone, language, privacy } = person;
  return { ...presentUser(person), email, emailVerified, role, bio, status, timeZone, language, privacy };
}
