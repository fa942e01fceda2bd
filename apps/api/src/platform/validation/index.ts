export { createValidationPipe } from './validation';
export { Optional } from './optional';
export { IsWellFormed, OneLine, isBlank } from './text';
