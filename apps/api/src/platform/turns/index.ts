export { Periodic } from './periodic';
export { Turns } from './turns';
