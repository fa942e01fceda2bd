export { carriesSessionCookie, readCookie, tokenIn } from './cookies';
export { provenance } from './origin';
