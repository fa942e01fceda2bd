export { carriesSessionCookie, readCookie } from './cookies';
export { provenance } from './origin';
