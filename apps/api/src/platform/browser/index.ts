export { carriesSessionCookie, readCookie } from './cookies';
export { type Provenance, provenance } from './origin';
