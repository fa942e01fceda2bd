export { Periodic } from './periodic';
export { Together } from './together';
export { Turns } from './turns';
