export { type Slice, badCursor, pageOf, readCursor, writeCursor } from './paging';
