export { Periodic } from './periodic';
export { Slices, giveWay } from './slices';
export { Together } from './together';
export { Turns } from './turns';
