import { DomainError } from '../../platform/errors';

export const usernameTaken = () => new DomainError('username.taken', 'Somebody has this username already.');
