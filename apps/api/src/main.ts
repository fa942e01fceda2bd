import { existsSync } from 'node:fs';
import { join } from 'node:path';

const bundled = join(__dirname, 'bundled/server.js');

/** One file where the build made one: reading 1,700 of them takes longer than all else in a start. */
void import(existsSync(bundled) ? bundled : './server');
