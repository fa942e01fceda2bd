export { createValidationPipe } from './validation';
export { IsWellFormed, OneLine } from './text';
