import type { Me, User } from '@parley/contracts';
import type { Person } from './user';

export const presentUser = ({ id, username, name, avatarUrl }: Person): User => ({ id, username, name, avatarUrl });

export const presentMe = (person: Person): Me => ({ ...presentUser(person), email: person.email });
