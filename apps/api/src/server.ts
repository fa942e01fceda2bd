import { start } from './start';

/** File by file, for development and for profiles that name files; `main` takes the bundle. */
void start();
