export { Periodic } from './periodic';
export { Slices } from './slices';
export { Together } from './together';
export { Turns } from './turns';
