import { DomainError } from '../../../platform/errors';

export const alreadyDeleted = (): DomainError => new DomainError('message.deleted', 'This message was deleted.');
