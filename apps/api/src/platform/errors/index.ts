export { DomainError, notFound } from './domain-error';
export { isPassing, toErrorBody } from './error-body';
export { StartupError } from './startup.errors';
