export { createValidationPipe } from './validation';
export { EmailAddress, givenEmail, normaliseEmail } from './email';
export { Optional } from './optional';
export { IsWellFormed, ManyLines, OneLine, PersonName, isBlank, isPersonName } from './text';
export { seemlyLine } from './plain';
export { Username } from './username';
export { OptionalWholeNumber } from './whole-number';
