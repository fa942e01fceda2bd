export { holderOf } from './data-lock';
export { EmbeddedPostgres, urlOfRunning } from './embedded-postgres';
